// What a reader cannot read in an explorer as it stands on the page, a sentence each.
(explorer) => {
  const faults = [];
  const width = explorer.clientWidth;
  const drawing = explorer.querySelector(".bamboo-vega svg");
  const frame = drawing.getBoundingClientRect();
  const NEAR = 2; // pixels that two labels of one row need between them

  const words = [...drawing.querySelectorAll("text")]
    .map((text) => ({
      said: text.textContent,
      group: text.closest("[class*=role-]"),
      box: text.getBoundingClientRect(),
      seen: Number(getComputedStyle(text).opacity) > 0, // Vega fades out labels that would stand on others
    }))
    .filter(({ said, box, seen }) => said.trim() && box.width && seen);

  for (const { said, box } of words) {
    const over = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
    if (over > 2) faults.push(`“${said}” is cut off at the edge of the picture.`);
  }

  words.forEach((one, place) => {
    for (const other of words.slice(place + 1)) {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      const room = one.group === other.group ? -NEAR : NEAR;
      if (across > room && down > 0.6 * Math.min(one.box.height, other.box.height)) {
        faults.push(`“${one.said}” and “${other.said}” stand on each other.`);
      }
    }
  });

  for (const part of explorer.querySelectorAll("*")) {
    if (part.closest(".bamboo-vega, select")) continue;
    if (part.scrollWidth > width + 1) faults.push(`${part.className} is wider than its place.`);
    const cut = getComputedStyle(part).overflowX !== "visible" && part.scrollWidth > part.clientWidth + 1;
    if (cut && part.matches(".widget-label, .widget-label-basic, .widget-readout, button, label")) {
      faults.push(`“${part.textContent}” is cut off in its control.`);
    }
  }

  for (const menu of explorer.querySelectorAll("select")) {
    const free = menu.cloneNode(false);
    free.add(new Option(menu.selectedOptions[0].text));
    free.style.cssText = "position: absolute; width: auto; min-width: 0; flex: none";
    menu.after(free);
    if (free.offsetWidth > menu.offsetWidth + 1 && menu.offsetWidth < width) {
      faults.push(`“${menu.selectedOptions[0].text}” is cut off in its menu.`);
    }
    free.remove();
  }
  return faults;
}
