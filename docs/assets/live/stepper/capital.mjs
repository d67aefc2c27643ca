// A sentence begins with a capital.
export const capital = (words) => words[0].toUpperCase() + words.slice(1);
