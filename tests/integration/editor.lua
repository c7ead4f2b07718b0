-- Opens a file with the example configuration, takes hover and the action whose title is asked for, and saves.
-- Given: the file, the configuration, where to report, the words to stand on, the title.
local file, config, report, words, title = unpack(vim.split(vim.env.KNIGGE_TEST, "\n"))

local function until_(seen, what)
  if not vim.wait(30000, seen, 20) then
    io.stderr:write("nothing came: " .. what .. "\n")
    vim.cmd("cquit")
  end
end

vim.cmd("filetype on")
vim.cmd("luafile " .. config)
vim.cmd("edit " .. file)
if vim.bo.filetype == "" then
  vim.cmd("setfiletype text")
end
local buffer = vim.api.nvim_get_current_buf()
until_(function() return #vim.diagnostic.get(buffer) > 0 end, "marks")
local marked = {}
for _, mark in ipairs(vim.diagnostic.get(buffer)) do
  local line = vim.api.nvim_buf_get_lines(buffer, mark.lnum, mark.lnum + 1, true)[1]
  table.insert(marked, { mark.code, line:sub(mark.col + 1, mark.end_col) })
end

vim.fn.search(words)
local shown
vim.lsp.handlers["textDocument/hover"] = function(_, result) shown = result and result.contents.value end
vim.lsp.buf.hover()
until_(function() return shown end, "hover")

local before = vim.api.nvim_buf_get_changedtick(buffer)
local titles = {}
vim.ui.select = function(items, _, choose)
  for _, item in ipairs(items) do
    table.insert(titles, item[2].title)
    if item[2].title:find(title, 1, true) then return choose(item) end
  end
end
vim.lsp.buf.code_action()
until_(function() return vim.api.nvim_buf_get_changedtick(buffer) > before end, "an edit")
vim.cmd("write")
vim.fn.writefile({ vim.json.encode({ marked = marked, hover = shown, titles = titles }) }, report)
vim.cmd("qall!")
