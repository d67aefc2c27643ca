// A swipe of one finger sideways; up and down stays with the page.
const FAR = 40; // pixels that a finger goes at least

export function onSwipe(node, act) {
  node.style.touchAction = "pan-y pinch-zoom";
  node.addEventListener("pointerdown", (down) => {
    if (down.pointerType === "touch" && down.isPrimary) follow(down, act);
  });
}

function follow(down, act) {
  const ending = new AbortController();
  const lift = (up) => {
    ending.abort();
    const [across, along] = [up.clientX - down.clientX, up.clientY - down.clientY];
    if (Math.abs(across) > FAR && Math.abs(across) > 2 * Math.abs(along)) act(across < 0 ? "next" : "back");
  };
  addEventListener("pointerup", lift, { signal: ending.signal });
  addEventListener("pointercancel", () => ending.abort(), { signal: ending.signal });
}
