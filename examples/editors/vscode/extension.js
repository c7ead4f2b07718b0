// Starts `knigge lsp` for mail, Markdown and text.
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const server = { command: "knigge", args: ["lsp"] };
  const documents = ["mail", "markdown", "plaintext"].map((language) => ({ language }));
  client = new LanguageClient("knigge", "knigge", server, {
    documentSelector: documents,
    synchronize: { configurationSection: "knigge" },
  });
  return client.start();
};

exports.deactivate = () => client?.stop();
