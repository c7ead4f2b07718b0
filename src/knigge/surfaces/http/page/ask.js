// A verb and what it is asked into its answer, as the server gives it.

export async function ask(verb, body, signal) {
  let answer;
  try {
    answer = await fetch(`/v1/${verb}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal,
    });
  } catch (fault) {
    if (fault.name === "AbortError") throw fault;
    throw new Error("", { cause: "unreachable" });
  }
  const found = await answer.json().catch(() => ({ error: answer.statusText }));
  if (!answer.ok) throw new Error(found.error);
  return found;
}
