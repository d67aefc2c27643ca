// A slip said to the one who made it: what you do, from words such as “takes net_h1 where out_h1 belongs, in net_o1”.
const PHRASES = [
  [/^(?:takes|puts) (.+?),? where (.+) belongs?,? in (.+)$/, "use $1 instead of $2 in $3"],
  [/^(?:takes|puts) (.+?),? where (.+) belongs?$/, "use $1 instead of $2"],
  [/^has (.+) in its place, in (.+)$/, "compute $1 instead of $2"],
  [/^has the factor (.+) twice, in (.+)$/, "multiply by $1 twice in $2"],
  [/^has the wrong sign, in (.+)$/, "give $1 the wrong sign"],
  [/^takes (.+) for each other$/, "swap $1"],
  [/^takes the (mean|sum) of the losses for their (mean|sum)/, "take the $1 of the losses instead of their $2"],
  [/^takes (.+), not (.+), in (.+)$/, "use $1 instead of $2 in $3"],
  [/^reads (.+) after its update, in (.+)$/, "use $1 after its update in $2"],
  [/^does not /, "don’t "],
  [/^goes /, "go "],
  [/^squashes /, "squash "],
  [/^([a-z]+)s (.+?)(?:,( in \S+))?$/, "$1 $2$3"],
];

export function asYouDo(words) {
  const [pattern, phrase] = PHRASES.find(([pattern]) => pattern.test(words)) ?? [/^/, ""];
  return words.replace(pattern, phrase);
}
