;; Put this into your init file. Works with eglot 1.9 on Emacs 28 (Debian: elpa-eglot), and with the eglot of Emacs 29.
;; M-x eldoc shows what is behind a mark, M-x eglot-code-actions what can be done about it.

;; mail that a program such as NeoMutt hands to Emacs
(add-to-list 'auto-mode-alist '("\\(?:\\.eml\\|/\\(?:neo\\)?mutt-[^/]*\\)\\'" . mail-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((message-mode mail-mode markdown-mode) . ("knigge" "lsp")))
  ;; at the end, so that other modes that derive from it keep their servers
  (add-to-list 'eglot-server-programs '(text-mode . ("knigge" "lsp")) t))

;; (setq-default eglot-workspace-configuration '(:knigge (:policy "~/.config/knigge/policy.toml" :level "warning")))

(dolist (hook '(message-mode-hook mail-mode-hook markdown-mode-hook))
  (add-hook hook #'eglot-ensure))
