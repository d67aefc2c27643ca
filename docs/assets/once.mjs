// What is asked for by name and kept.

// `ask`, asked once for each name; after a failure, the next time asks again.
export function once(ask) {
  const answers = new Map();
  return (name) => {
    if (!answers.has(name))
      answers.set(
        name,
        ask(name).catch((error) => (answers.delete(name), Promise.reject(error))),
      );
    return answers.get(name);
  };
}
