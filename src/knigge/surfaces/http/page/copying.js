// A button into what copies a text and says so.

import { say } from "/words.js";

const byId = (id) => document.getElementById(id);

export function copying(button, source, status) {
  byId(button).addEventListener("click", async () => {
    const field = byId(source), told = byId(status);
    told.textContent = "";
    told.textContent = (await copied(field)) ? say("copied") : say("not_copied");
  });
}

// The clipboard is there on this machine and over https; elsewhere the browser copies what is selected.
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}
