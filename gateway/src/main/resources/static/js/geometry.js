/**
 * From outlines in degrees to drawing commands: Mercator projection (keeps shapes), and the lines between districts and
 * around the state, found in the outlines themselves: an edge that two municipalities share lies between them.
 */

/** Width of the drawing in its own units. */
export const WIDTH = 1000;
const MARGIN = 8;
const RADIANS = Math.PI / 180;

const project = ([longitude, latitude]) => [longitude * RADIANS, -Math.log(Math.tan(Math.PI / 4 + (latitude * RADIANS) / 2))];

/**
 * Draws a collection of municipalities.
 *
 * @returns height of the drawing, `places` (`ags`, `name`, `path`, `centre`, `box`), `districts` and `edge` as path commands,
 *     and `locate(longitude, latitude)`
 */
export function draw(collection) {
  const scale = scaleOf(collection);
  const places = collection.features.map((feature) => placeOf(feature, scale));
  return { height: scale.height, places, locate: scale.place, ...linesOf(collection, scale) };
}

const ringsOf = ({ type, coordinates }) => (type === 'Polygon' ? coordinates : coordinates.flat());

function scaleOf(collection) {
  const box = boxOf(collection.features.flatMap((feature) => ringsOf(feature.geometry)).flat().map(project));
  const factor = (WIDTH - 2 * MARGIN) / (box.right - box.left);
  const toDrawing = ([x, y]) => [tenth((x - box.left) * factor + MARGIN), tenth((y - box.top) * factor + MARGIN)];
  return {
    height: Math.ceil((box.bottom - box.top) * factor) + 2 * MARGIN,
    point: (position) => toDrawing(project(position)),
    place: (longitude, latitude) => toDrawing(project([longitude, latitude])),
  };
}

const tenth = (value) => Math.round(value * 10) / 10;

function boxOf(points) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    if (x < box.left) box.left = x;
    if (x > box.right) box.right = x;
    if (y < box.top) box.top = y;
    if (y > box.bottom) box.bottom = y;
  }
  return box;
}

function placeOf(feature, scale) {
  const rings = ringsOf(feature.geometry).map((ring) => ring.map(scale.point));
  const box = boxOf(rings.flat());
  return {
    ags: feature.properties.ags,
    name: feature.properties.name,
    path: rings.map(closed).join(''),
    box,
    centre: centreOf(rings.reduce((longest, ring) => (ring.length > longest.length ? ring : longest))),
  };
}

const closed = (ring) => `M${ring.slice(0, -1).join('L')}Z`;

/** Centre of gravity of a ring's area. */
function centreOf(ring) {
  let doubled = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    doubled += cross;
    x += (ring[i][0] + ring[i + 1][0]) * cross;
    y += (ring[i][1] + ring[i + 1][1]) * cross;
  }
  return [tenth(x / (3 * doubled)), tenth(y / (3 * doubled))];
}

function linesOf(collection, scale) {
  const sides = new Map();
  for (const { properties, geometry } of collection.features) {
    for (const ring of ringsOf(geometry)) {
      for (let i = 0; i + 1 < ring.length; i++) addSide(sides, ring[i], ring[i + 1], properties.ags5);
    }
  }
  const districts = [];
  const edge = [];
  for (const { from, to, districts: beside } of sides.values()) {
    if (beside.length === 1) edge.push([from, to]);
    else if (beside[0] !== beside[1]) districts.push([from, to]);
  }
  return { districts: chained(districts, scale), edge: chained(edge, scale) };
}

function addSide(sides, from, to, district) {
  const [a, b] = [from.join(), to.join()];
  const key = a < b ? `${a} ${b}` : `${b} ${a}`;
  const side = sides.get(key);
  if (side) side.districts.push(district);
  else sides.set(key, { from, to, districts: [district] });
}

/** The edges that meet in each point. */
function endsOf(edges) {
  const ends = new Map();
  for (const edge of edges) {
    for (const point of edge) {
      const key = point.join();
      if (ends.has(key)) ends.get(key).push(edge);
      else ends.set(key, [edge]);
    }
  }
  return ends;
}

/** Joins single edges to long lines, so that the drawing has few commands and round joints. */
function chained(edges, scale) {
  const ends = endsOf(edges);
  const used = new Set();
  const follow = (start) => {
    const line = [start];
    for (let edge; (edge = ends.get(line.at(-1).join()).find((each) => !used.has(each)));) {
      used.add(edge);
      line.push(edge[0].join() === line.at(-1).join() ? edge[1] : edge[0]);
    }
    return line;
  };
  const commands = [];
  for (const edge of edges) {
    if (used.has(edge)) continue;
    used.add(edge);
    const line = [...follow(edge[0]).reverse(), ...follow(edge[1])];
    commands.push(`M${line.map(scale.point).join('L')}`);
  }
  return commands.join('');
}
