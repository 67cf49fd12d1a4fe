// One way through the lesson: every key that goes on goes to the next slide, also down into a section.
Reveal.initialize({
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  hash: true,
  navigationMode: "linear",
  slideNumber: "c/t",
  transition: "none",
  backgroundTransition: "none",
  pdfSeparateFragments: false,
  pdfMaxPagesPerSlide: 1,
  plugins: [RevealNotes],
});

// reveal.js lays a deck out on pages when its address asks for it; nobody knows that by heart.
Reveal.addKeyBinding({ keyCode: 80, key: "P", description: "Print" }, () => {
  location.href = `${location.pathname}?print-pdf`;
});
