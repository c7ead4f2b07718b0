-- Put this into ~/.config/nvim/after/plugin/knigge.lua. Works from Neovim 0.7 on.
-- K shows what is behind a mark (map it to vim.lsp.buf.hover), :lua vim.lsp.buf.code_action() what can be done about it.

local config = {
  name = "knigge",
  cmd = { "knigge", "lsp" },
  root_dir = vim.fn.getcwd(),
  init_options = {
    -- policy = vim.fn.expand("~/.config/knigge/policy.toml"),
    -- channel = "xing-message",
    -- level = "warning",
  },
}

if vim.fn.executable(config.cmd[1]) == 0 then
  vim.notify(config.cmd[1] .. " is not on the PATH. Put it there, or write its whole path into cmd above.", vim.log.levels.WARN)
  return
end

local id
vim.api.nvim_create_autocmd("FileType", {
  pattern = { "mail", "markdown", "text" },
  callback = function(args)
    if vim.lsp.start then
      vim.lsp.start(config)
    else
      id = id or vim.lsp.start_client(config)
      vim.lsp.buf_attach_client(args.buf, id)
    end
  end,
})
