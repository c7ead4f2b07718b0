//! Starts `knigge lsp`, and hands it the settings under `lsp.knigge.settings`.

use zed_extension_api::{self as zed, serde_json, settings::LspSettings};

struct Knigge;

impl zed::Extension for Knigge {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        _id: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<zed::Command> {
        let command = worktree
            .which("knigge")
            .ok_or("knigge is not on the path. Install it: pip install 'knigge[lsp]'")?;
        Ok(zed::Command { command, args: vec!["lsp".into()], env: worktree.shell_env() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree)?.settings.unwrap_or_default();
        Ok(Some(serde_json::json!({ "knigge": settings })))
    }
}

zed::register_extension!(Knigge);
