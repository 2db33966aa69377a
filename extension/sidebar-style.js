/**
 * The sidebar's style sheet, as a string: a script in a page can fetch no file of the extension's.
 *
 * Lengths are `em` of the reader's own text size (`font-size: medium`), because the root's `rem` is the publisher's.
 */
export const sidebarStyle = `
:host {
  /* The page's styles stay out; the innermost important rule wins over the page's. */
  all: initial !important;
  display: block !important;
  color-scheme: light dark !important;
  font-size: medium !important;
}

:host([popover]) {
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  inline-size: 0 !important;
  block-size: 0 !important;
  overflow: visible !important;
  z-index: 2147483647 !important;
}

@media print {
  :host([popover]) { display: none !important; }
}

/* Each piece of text finds its own direction; the column follows the article's. */
* { box-sizing: border-box; unicode-bidi: plaintext; }

.panel {
  --paper: light-dark(#fdfcf9, #1b1c1e);
  --ink: light-dark(#1d1c1a, #eceae4);
  --quiet: light-dark(#625e56, #aaa69c);
  --rule: light-dark(#e2ded4, #37383b);
  --accent: light-dark(#8c1d2f, #f0a0a8);
  --tint: light-dark(#f4f0e6, #27282b);
  --mark: light-dark(#ffe48a, #5a4a12);
  --serif: ui-serif, Charter, "Iowan Old Style", "Source Serif 4", Georgia, "Noto Serif", "Liberation Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  color: var(--ink);
  background: var(--paper);
  font: 0.9375em/1.45 var(--sans);
  text-align: left;
  overflow-wrap: anywhere;
  padding: 0 1.25em 1.5em;
  outline: none;
}

.panel.over {
  position: fixed;
  inset-block: 0;
  inline-size: min(352px, 90vw);
  overflow-y: auto;
  scroll-padding-block: 3.6em 1em; /* what is focused or scrolled to stands clear of the header */
  overscroll-behavior: contain;
  scrollbar-width: thin;
  scrollbar-color: var(--quiet) var(--paper);
  box-shadow: 0 0 1.5em rgb(0 0 0 / 0.14);
}
.panel:dir(rtl) { text-align: right; }

.panel.right { right: 0; border-left: 1px solid var(--rule); }
.panel.left { left: 0; border-right: 1px solid var(--rule); }

h2, h3, h4, p, ul, blockquote { margin: 0; padding: 0; }
ul { list-style: none; }
[hidden] { display: none; }

/* Ours: sans and quiet. */
h3 {
  margin-block-end: 0.6em;
  color: var(--quiet);
  font: 600 0.8em/1.3 var(--sans);
  letter-spacing: 0.06em;
  text-transform: uppercase;
}
h4 { font: 600 0.9em/1.4 var(--sans); }
.ours, .count, .why, .about, .host, footer { color: var(--quiet); font: 0.867em/1.45 var(--sans); }
.about, .count, .ours { font-variant-numeric: tabular-nums; }

/* The article's: serif. */
.words, .head [data-words], .what, .quoted, blockquote { font-family: var(--serif); }

button {
  appearance: none;
  margin: 0;
  padding: 0;
  border: 0;
  color: inherit;
  background: none;
  font: inherit;
  text-align: inherit;
  cursor: pointer;
}
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.panel:focus-visible { outline: none; }

.to { display: block; inline-size: 100%; border-radius: 2px; }
.to:hover .words { text-decoration: underline; text-decoration-color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
.to[aria-current] .words { background: var(--mark); box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.to.inline { display: inline; inline-size: auto; }

.plain {
  min-block-size: 24px;
  flex: none;
  color: var(--accent);
  font: 500 0.867em/1.45 var(--sans);
}
.plain:hover { text-decoration: underline; text-underline-offset: 0.2em; }

header {
  position: sticky;
  inset-block-start: 0;
  z-index: 1;
  display: flex;
  align-items: center;
  justify-content: space-between;
  margin-inline: -1.25em;
  padding-block: 0.5em;
  padding-inline: 1.25em 0.6em;
  border-block-end: 1px solid var(--rule);
  background: var(--paper);
}
.mark {
  color: var(--accent);
  font: 700 0.867em/1 var(--sans);
  letter-spacing: 0.02em;
}
.close { display: grid; place-items: center; inline-size: 32px; block-size: 32px; border-radius: 4px; color: var(--quiet); }
.close:hover { color: var(--ink); background: var(--tint); }
.close svg { inline-size: 16px; block-size: 16px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; }

.heading { padding-block: 1.1em 0.2em; }
h2 { margin-block-end: 0.45em; font: 600 1.4em/1.22 var(--serif); text-wrap: pretty; }
h2 .ours { display: block; margin-block-start: 0.3em; font-size: 0.6em; }
.about { display: flex; flex-wrap: wrap; column-gap: 0.9em; }
.about .site { color: var(--ink); font-weight: 600; }
.about .words { font-family: inherit; }

.notices { display: grid; gap: 0.4em; margin-block-start: 1em; padding: 0.7em 0.9em; border-inline-start: 3px solid var(--accent); background: var(--tint); font-size: 0.933em; }

.corrections { display: grid; gap: 0.5em; margin-block-start: 0.8em; padding-inline-start: 0.75em; border-inline-start: 2px solid var(--accent); }
.label { display: block; color: var(--accent); font: 600 0.8em/1.5 var(--sans); }
.note .words { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 5; /* a long note is read in its place */ overflow: hidden; font-size: 0.933em; line-height: 1.4; }

.doubt { display: grid; gap: 0.5em; justify-items: start; margin-block-start: 1.2em; padding: 1em; border: 1px solid var(--rule); border-radius: 6px; background: var(--tint); }
.doubt h3 { margin: 0; color: var(--ink); font: 600 1.067em/1.3 var(--sans); letter-spacing: normal; text-transform: none; }
.anyway { min-block-size: 32px; margin-block-start: 0.3em; padding: 0.3em 0.9em; border: 1px solid var(--accent); border-radius: 4px; color: var(--accent); font: 600 0.933em/1.3 var(--sans); }
.anyway:hover { color: var(--paper); background: var(--accent); }

section { margin-block-start: 1.6em; padding-block-start: 1.1em; border-block-start: 1px solid var(--rule); }
.list { display: grid; gap: 0.7em; }
.more { margin-block-start: 0.5em; }

/* What stands on top needs no rule above it; key sentences of which none is seen stand behind other lists. */
.publisher, .publisher + .sentences, .heading + .sentences, .notices + .sentences, #facts > .sentences:first-child { border-block-start: 0; padding-block-start: 0; margin-block-start: 1.2em; }
.sentences .words { font-size: 1.067em; line-height: 1.5; }
.sentences .list { gap: 0.8em; }
.cut .words::before { content: "… "; color: var(--quiet); }
.given { margin-block-start: 0.1em; }
.sentences .given .words { font-size: 0.933em; }

.value .words { display: block; font-size: 1.2em; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums lining-nums; }
.what {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 6; /* a long clause is read in its place */
  overflow: hidden;
  text-align: inherit;
  color: var(--quiet);
  line-height: 1.4;
}

.other { margin-block-start: 0.2em; }
.other .words { font-weight: 600; }

.people .entity .words { font-size: 1.067em; font-weight: 600; }
.entity { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; column-gap: 0.8em; min-block-size: 24px; }
.role .words { color: var(--quiet); }

.names .list { display: flex; flex-wrap: wrap; gap: 0.25em 1.1em; }
.names .entity { display: inline-flex; inline-size: auto; column-gap: 0.35em; }
.names .count { font-size: 0.8em; }

.when { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 0.6em; }
.when .words { font-weight: 600; }
.when .what { flex-basis: 100%; }
.side h4 { margin-block-end: 0.35em; color: var(--accent); font-size: 0.867em; }
.side + li:not(.side) { margin-block-start: 0.3em; padding-block-start: 0.9em; border-block-start: 1px solid var(--rule); }

blockquote { display: grid; gap: 0.25em; padding-inline-start: 0.85em; border-inline-start: 2px solid var(--rule); line-height: 1.5; }
.quotes .list { gap: 1.1em; }
.speaker { display: flex; flex-wrap: wrap; gap: 0 0.7em; margin-block-start: 0.25em; padding-inline-start: calc(0.85em + 2px); }
.speaker .words { font-weight: 600; }

.row { display: flex; align-items: baseline; justify-content: space-between; gap: 1em; min-block-size: 24px; }
.hidden { scroll-margin-block-start: -0.6em; }
.row h3 { margin-block-end: 0; }
.lead { display: block; margin-block-start: 0.3em; }
.lead[hidden] { display: none; }

.hidden ul { display: grid; gap: 1.1em; margin-block-start: 0.8em; }
.hidden h4 .ours { font-weight: 400; }
.quoted {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3; /* the whole stands in the page */
  overflow: hidden;
  white-space: pre-line;
  color: var(--ink);
  font-size: 0.933em;
  line-height: 1.4;
}
.why { margin-block-start: 0.2em; }
.left-alone { margin-block-start: 0.3em; padding-inline-start: 0.6em; border-inline-start: 2px solid var(--accent); font-size: 0.867em; }
.left-alone:empty { display: none; }
.support { margin-block-start: 1.2em; padding: 0.8em 0.9em; background: var(--tint); }
.support[hidden] { display: none; }
.support a { display: block; font-weight: 600; }
a { color: var(--accent); text-underline-offset: 0.2em; }
.host { overflow-wrap: anywhere; }

footer { display: grid; gap: 0.2em; margin-block-start: 1.8em; padding-block-start: 1em; border-block-start: 1px solid var(--rule); }
.held { color: var(--ink); font-weight: 500; font-variant-numeric: tabular-nums; }

.empty { display: grid; justify-items: start; gap: 0.3em; padding-block: 1.6em 0.6em; }

/* What is said in passing stands over the panel's end, and takes no room while there is nothing to say. */
.status {
  position: sticky;
  inset-block-end: 0.8em;
  margin-block-start: 0.8em;
  padding: 0.5em 0.8em;
  border-radius: 4px;
  color: var(--paper);
  background: var(--ink);
  font-size: 0.867em;
}
.status:empty, .status.seen { position: absolute; margin: 0; padding: 0; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }

/* Where a column would cover the article, the panel is a sheet at the bottom: the place shown stands above it. */
@media (max-width: 640px) {
  .panel.over {
    inset: auto 0 0 0;
    inline-size: 100%;
    max-block-size: 58vh;
    border: 0;
    border-block-start: 1px solid var(--rule);
    border-radius: 12px 12px 0 0;
  }
}

@media (forced-colors: active) {
  .panel.over { border: 1px solid CanvasText; }
  .to[aria-current] .words { forced-color-adjust: none; color: HighlightText; background: Highlight; }
  .notices { border-inline-start-color: CanvasText; }
  .status { border: 1px solid CanvasText; }
}
`;
