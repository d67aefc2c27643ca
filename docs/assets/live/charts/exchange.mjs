// A printed picture gives way to a live one on the screen; on paper it stays.

// Show `live` in the place of `still`, or `still` again. After an act of the reader's, `bar` stays where it is in view.
export function exchange({ still, live, bar }, isLive, isAct) {
  if (live.hidden !== isLive) return;
  const { top } = bar.getBoundingClientRect();
  still.classList.toggle("live-away", isLive);
  live.hidden = !isLive;
  if (isAct) scrollBy({ top: bar.getBoundingClientRect().top - top, behavior: "instant" });
}
