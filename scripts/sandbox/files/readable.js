// RapiDoc's own colours are too pale to read, it wants 360 pixels, and what scrolls in it cannot be reached by keyboard. Its styles stand in
// shadow trees, which come and go as its reader moves, so each is mended as it appears.
(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    *, *::before, *::after {
      --blue: #0b57a4 !important; --light-blue: #0b57a4 !important; --green: #2f6600 !important;
      --red: #b3261e !important; --orange: #8a4b00 !important; --pink: #a3246b !important;
      --yellow: #6b5900 !important; --purple: #6a3fa0 !important;
      --light-fg: #4a4a4a !important; --fg3: #4a4a4a !important; --placeholder-color: #5c5c5c !important;
    }
    .token.string, .token.attr-value { color: #2f6600 !important; }
    .token.function, .token.class-name, .token.keyword { color: #8f1d3f !important; }
    .token.builtin, .token.property, .token.number, .token.boolean { color: #00527a !important; }
    .token.operator, .token.punctuation, .token.comment, .token.variable { color: #4a4a4a !important; }
    .token.operator { background: none !important; }
    :host { min-width: 0 !important; }
    #api-info { margin-left: 0 !important; }
    [part~="btn-search"] { width: auto !important; }
    :focus-visible { outline: 2px solid #0b57a4 !important; outline-offset: 2px; }
  `);
  const mended = new WeakSet();

  const mend = (root) => {
    if (!mended.has(root)) {
      mended.add(root);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      new MutationObserver(() => mend(root)).observe(root, { childList: true, subtree: true });
    }
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) mend(element.shadowRoot);
      if (element.localName === "pre") element.tabIndex = 0;
    }
    const title = root.querySelector("#api-title");
    title?.setAttribute("role", "heading");
    title?.setAttribute("aria-level", "1");
  };

  addEventListener("DOMContentLoaded", async () => {
    await customElements.whenDefined("rapi-doc");
    mend(document.querySelector("rapi-doc").shadowRoot);
  });
})();
