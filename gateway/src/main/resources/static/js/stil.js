/** The page of the design system: what can be measured is measured, so that the page can't say what the sheets don't do. */
import { STATES } from './councils.js';
import { byId, html } from './dom.js';
import { openFrame } from './frame.js';
import { swatch } from './patterns.js';
import { text } from './texts.js';
import './texts-style.js';

/** The contrast that WCAG 2.2 AA asks of text, and of frames and marks. */
const TEXT = 4.5;
const MARK = 3;

/** Colours, the grounds they stand on, and the contrast they need. */
const GROUNDS = ['surface', 'surface-sunken', 'surface-raised'];
const PAIRS = [
  ...['ink', 'ink-soft', 'accent', 'good', 'warn', 'bad', 'quiet'].flatMap((ink) => GROUNDS.map((ground) => [ink, ground, TEXT])),
  ['ink', 'mark', TEXT],
  ['ink', 'quiet-soft', TEXT],
  ['accent-ink', 'accent', TEXT],
  ['accent', 'accent-soft', TEXT],
  ...['good', 'warn', 'bad'].flatMap((name) => [[name, `${name}-soft`, TEXT], ['ink', `${name}-soft`, TEXT]]),
  ...['rule-strong', 'focus'].flatMap((mark) => GROUNDS.map((ground) => [mark, ground, MARK])),
];
const tenths = new Intl.NumberFormat(text('locale'), { minimumFractionDigits: 1, maximumFractionDigits: 1, roundingMode: 'floor' });
const SIZES = ['text-xs', 'text-s', 'text-m', 'text-l', 'text-xl', 'text-2xl', 'text-3xl'];
const SPACES = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => `space-${step}`);

/** An element with one property set to a token; a style attribute would be against the page's policy. */
function styled(element, property, token) {
  element.style.setProperty(property, `var(--${token})`);
  return element;
}

/** Relative luminance of a token's colour (WCAG 2.2), from what the browser makes of it. */
function luminance(token) {
  const probe = styled(document.body.appendChild(html('span')), 'color', token);
  const channels = getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map((value) => value / 255);
  probe.remove();
  const [red, green, blue] = channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function pair([ink, ground, needed]) {
  const ratio = contrast(ink, ground);
  const box = html('p', { class: 'pair', 'data-enough': String(ratio >= needed) }, html('span', {}, `${ink} / ${ground}`), html('span', {}, `${tenths.format(ratio)} : 1`));
  styled(box, 'background', ground);
  if (needed === TEXT) styled(box, 'color', ink);
  else styled(box, 'border-color', ink);
  return box;
}

function showTokens() {
  byId('pairs').replaceChildren(...PAIRS.map(pair));
  byId('sizes').replaceChildren(...SIZES.map((size) => html(
    'p', { class: 'step' }, html('span', { class: 'step-name' }, size), styled(html('span', {}, text('style.type.sample')), 'font-size', size),
  )));
  byId('spaces').replaceChildren(...SPACES.map((space) => html(
    'p', { class: 'step' }, html('span', { class: 'step-name' }, space), styled(html('span', { class: 'step-width' }), 'width', space),
  )));
}

openFrame();
showTokens();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showTokens);
byId('bar').style.width = '94.4%';
byId('states').replaceChildren(...[...STATES, 'none'].map((state) => html('li', { class: 'tag' }, swatch(state), text(`state.${state}`))));
byId('form').addEventListener('submit', (event) => event.preventDefault());
byId('dialog-open').addEventListener('click', () => byId('dialog').showModal());
