;; Message mode (mu4e, notmuch, Gnus, C-x m) sends by knigge, and keeps the buffer of a mail that is refused.
(setq send-mail-function #'sendmail-send-it
      message-send-mail-function #'message-send-mail-with-sendmail
      sendmail-program (expand-file-name "~/.local/bin/knigge-sendmail") ; the script of that name beside this file
      message-interactive t                                              ; wait for what it says
      message-sendmail-envelope-from 'header)

;; C-c k shows why the last mail was not sent.
(defun knigge-last ()
  "Show why the last mail was not sent."
  (interactive)
  (shell-command "knigge sendmail --last" "*knigge*"))

(with-eval-after-load 'message
  (define-key message-mode-map (kbd "C-c k") #'knigge-last))
