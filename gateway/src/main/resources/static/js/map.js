/**
 * The map: one shape for each municipality, coloured by the state of its council. Councils can be reached by keyboard as one
 * stop of the tab key; inside, arrow keys go from council to council.
 */
import { STATES, regionOf, stateOf, statesInWords } from './councils.js';
import { byId, html, svg } from './dom.js';
import { byName, number } from './format.js';
import { WIDTH, draw } from './geometry.js';
import { text } from './texts.js';
import { patternOf, patterns, swatch } from './patterns.js';

/** Towns named on the map: enough to find one's way. Degrees of the town centre. */
const LANDMARKS = [
  ['Münster', 7.63, 51.96], ['Bielefeld', 8.53, 52.02], ['Paderborn', 8.75, 51.72], ['Dortmund', 7.46, 51.51],
  ['Düsseldorf', 6.78, 51.23], ['Köln', 6.96, 50.94], ['Bonn', 7.1, 50.73], ['Aachen', 6.08, 50.77], ['Siegen', 8.02, 50.87],
];
const LABEL_PX = 13;
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class CouncilMap {
  #container = byId('map');
  #listeners;
  #places = new Map();
  #councils = new Map();
  #shapes = new Map();
  #drawing;
  #layers = {};
  #stop;
  #selected;
  #shown;

  /** @param listeners `select(ags)`: the reader chose a council on the map */
  constructor(listeners) {
    this.#listeners = listeners;
  }

  /** Draws the land; councils may be known before or after. */
  land(outlines) {
    this.#drawing = draw(outlines);
    for (const place of this.#drawing.places) this.#places.set(place.ags, place);
    this.#container.querySelector('#map-loading')?.remove();
    this.#container.append(this.#canvas(), this.#tooltip());
    this.#container.removeAttribute('aria-busy');
    // on the box around the drawing: Chromium lets the keyboard stop at an svg element that listens to focus
    this.#container.addEventListener('focusin', (event) => this.#focused(event.target.dataset.ags));
    this.#container.addEventListener('focusout', () => this.#blurred());
    new ResizeObserver(() => this.#fit()).observe(this.#container);
    this.#fit();
    this.#paint();
  }

  /** Shows these councils, and which of them the table's filters let through. */
  show(councils, matching) {
    this.#councils = new Map(councils.map((council) => [council.ags, council]));
    this.#shown = new Set(matching.map((council) => council.ags));
    this.#paint();
    this.#legend();
  }

  /** Marks one council as chosen, or none. */
  select(ags) {
    this.#selected = ags;
    for (const [each, shape] of this.#shapes) shape.setAttribute('aria-selected', String(each === ags));
    this.#halo(this.#layers.chosen, ags);
  }

  #canvas() {
    const { height, places, districts, edge } = this.#drawing;
    this.#layers.land = svg('g', { 'aria-hidden': 'true' }, places.map(({ ags, path }) => svg('path', { class: 'land', d: path, 'data-ags': ags })));
    this.#layers.councils = svg('g', { role: 'listbox', 'aria-label': text('map.label'), 'aria-describedby': 'map-help' });
    this.#layers.hover = this.#haloLayer('halo-hover');
    this.#layers.chosen = this.#haloLayer('');
    this.#layers.focus = this.#haloLayer('');
    const names = svg('g', { 'aria-hidden': 'true' }, LANDMARKS.map(([name, ...where]) => this.#landmark(name, where)));
    const canvas = svg('svg', { viewBox: `0 0 ${WIDTH} ${height}`, focusable: 'false' },
      svg('defs', {}, patterns()),
      this.#layers.land, this.#layers.councils,
      svg('g', { 'aria-hidden': 'true' }, svg('path', { class: 'borders', d: districts }), svg('path', { class: 'edge', d: edge })),
      this.#layers.hover, this.#layers.chosen, this.#layers.focus, names);
    canvas.addEventListener('pointermove', (event) => this.#point(event));
    canvas.addEventListener('pointerleave', () => this.#unpoint());
    canvas.addEventListener('click', (event) => this.#choose(event.target.dataset?.ags));
    canvas.addEventListener('keydown', (event) => this.#key(event));
    this.#layers.canvas = canvas;
    return canvas;
  }

  #haloLayer(name) {
    return svg('g', { class: name, 'aria-hidden': 'true' },
      svg('path', { class: 'halo halo-outer' }), svg('path', { class: 'halo halo-inner' }));
  }

  #landmark(name, [longitude, latitude]) {
    const [x, y] = this.#drawing.locate(longitude, latitude);
    return svg('text', { class: 'place', x, y }, name);
  }

  #tooltip() {
    this.#layers.tooltip = html('div', { class: 'tooltip', hidden: true, 'aria-hidden': 'true' });
    return this.#layers.tooltip;
  }

  /** Labels and patterns keep their size in pixels, whatever the size of the map. */
  #fit() {
    const unit = WIDTH / (this.#container.clientWidth || WIDTH);
    for (const label of this.#layers.canvas.querySelectorAll('.place')) {
      label.setAttribute('font-size', LABEL_PX * unit);
      label.setAttribute('stroke-width', 3 * unit);
    }
    for (const pattern of this.#layers.canvas.querySelectorAll('pattern')) {
      pattern.setAttribute('patternTransform', `scale(${unit})`);
    }
  }

  #paint() {
    if (!this.#drawing) return;
    for (const [ags, shape] of this.#shapes) {
      if (!this.#councils.has(ags)) this.#forget(ags, shape);
    }
    const known = [...this.#councils.values()].filter(({ ags }) => this.#places.has(ags));
    for (const council of known) this.#paintOne(council);
    const stop = this.#shapes.has(this.#stop) ? this.#stop : known.sort((a, b) => byName(a.name, b.name))[0]?.ags;
    if (stop) this.#moveStop(stop);
  }

  #paintOne(council) {
    const state = stateOf(council);
    const shape = this.#shapes.get(council.ags) ?? this.#shape(council.ags);
    shape.setAttribute('class', `council council-${state}${this.#shown.has(council.ags) ? '' : ' council-hidden'}`);
    shape.setAttribute('fill', `url(#${patternOf(state)})`);
    shape.setAttribute('aria-label', [council.name, ...this.#facts(council)].join(', '));
  }

  #shape(ags) {
    const shape = svg('path', {
      d: this.#places.get(ags).path, role: 'option', tabindex: '-1', 'data-ags': ags, 'aria-selected': String(ags === this.#selected),
    });
    this.#shapes.set(ags, shape);
    this.#layers.councils.append(shape);
    return shape;
  }

  #forget(ags, shape) {
    shape.remove();
    this.#shapes.delete(ags);
  }

  #facts(council) {
    const { filled, total } = council.seats;
    const seats = council.state === 'ceased' ? [] : [text('tip.seats', number(filled), number(total))];
    return [...seats, ...statesInWords(council)];
  }

  #legend() {
    const counts = new Map();
    for (const council of this.#councils.values()) {
      const state = stateOf(council);
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    const entry = (state, count) => html('li', { class: 'tag' }, swatch(state), html('span', {}, text(`state.${state}`),
      count === undefined ? '' : html('span', { class: 'legend-count' }, ` ${number(count)}`)));
    byId('legend').replaceChildren(...STATES.map((state) => entry(state, counts.get(state) ?? 0)), entry('none'));
  }

  #point(event) {
    const ags = event.target.dataset?.ags;
    if (!ags) return this.#unpoint();
    const box = this.#container.getBoundingClientRect();
    this.#halo(this.#layers.hover, ags);
    this.#tell(ags, event.clientX - box.left, event.clientY - box.top);
  }

  #unpoint() {
    this.#halo(this.#layers.hover);
    this.#layers.tooltip.hidden = true;
  }

  #focused(ags) {
    this.#moveStop(ags);
    if (!this.#shapes.get(ags).matches(':focus-visible')) return;
    this.#halo(this.#layers.focus, ags);
    const { box } = this.#places.get(ags);
    const pixel = this.#container.clientWidth / WIDTH;
    this.#tell(ags, ((box.left + box.right) / 2) * pixel, box.bottom * pixel);
  }

  #blurred() {
    this.#halo(this.#layers.focus);
    this.#layers.tooltip.hidden = true;
  }

  #halo(layer, ags) {
    if (!layer) return;
    for (const path of layer.children) path.setAttribute('d', this.#places.get(ags)?.path ?? '');
  }

  #tell(ags, x, y) {
    const council = this.#councils.get(ags);
    const facts = council ? this.#facts(council) : [text('map.none')];
    const { tooltip } = this.#layers;
    tooltip.replaceChildren(html('strong', {}, council?.name ?? this.#places.get(ags).name),
      ...facts.map((fact) => html('span', {}, fact)),
      html('span', { class: 'tooltip-quiet' }, text('map.region', regionOf(ags))));
    tooltip.hidden = false;
    const left = Math.min(Math.max(0, x + 14), this.#container.clientWidth - tooltip.offsetWidth);
    const below = y + 18;
    const fits = below + tooltip.offsetHeight <= this.#container.clientHeight + 48;
    tooltip.style.left = `${left}px`;
    tooltip.style.top = `${fits ? below : Math.max(0, y - tooltip.offsetHeight - 14)}px`;
  }

  #choose(ags) {
    if (this.#councils.has(ags)) this.#listeners.select(ags);
  }

  #key(event) {
    const here = event.target.dataset?.ags;
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = this.#target(event.key, here);
    if (next) this.#go(next);
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(here);
    else if (event.key === 'Escape') this.#blurred();
    else return;
    event.preventDefault();
  }

  #target(key, here) {
    if (key in DIRECTIONS) return this.#neighbour(here, DIRECTIONS[key]) ?? here;
    if (key !== 'Home' && key !== 'End') return undefined;
    const names = [...this.#shapes.keys()].sort((a, b) => byName(this.#councils.get(a).name, this.#councils.get(b).name));
    return key === 'Home' ? names[0] : names.at(-1);
  }

  /** The council that lies nearest in a direction; one off to the side counts as farther. */
  #neighbour(here, [right, down]) {
    const [x, y] = this.#places.get(here).centre;
    let best;
    let least = Infinity;
    for (const ags of this.#shapes.keys()) {
      const [dx, dy] = [this.#places.get(ags).centre[0] - x, this.#places.get(ags).centre[1] - y];
      const ahead = dx * right + dy * down;
      const aside = Math.abs(dx * down + dy * right);
      if (ahead <= 0.5 || aside > 2 * ahead) continue;
      const distance = ahead + 2 * aside;
      if (distance < least) [best, least] = [ags, distance];
    }
    return best;
  }

  #go(ags) {
    this.#moveStop(ags);
    this.#shapes.get(ags).focus();
  }

  #moveStop(ags) {
    this.#shapes.get(this.#stop)?.setAttribute('tabindex', '-1');
    this.#shapes.get(ags)?.setAttribute('tabindex', '0');
    this.#stop = ags;
  }
}
