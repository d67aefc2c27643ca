// Lines along which a grid of numbers has one value, by marching squares: floats, for they are pixels.

const OUTSIDE = -1e12; // surrounds a grid where areas are asked for, so that each has an edge

// A grid of `of(x, y)` over `columns` by `rows` points from [low, high] of both.
export function gridOf(of, [lowX, highX], [lowY, highY], count) {
  const along = (low, high) => Array.from({ length: count }, (_, place) => low + ((high - low) * place) / (count - 1));
  const [xs, ys] = [along(lowX, highX), along(lowY, highY)];
  return { xs, ys, rows: ys.map((y) => xs.map((x) => of(x, y))) };
}

// The lines on which the grid has the value `level`, each a list of points; a closed one ends where it began.
export function linesAt(grid, level) {
  const links = new Map();
  for (let row = 0; row + 1 < grid.ys.length; row++) {
    for (let column = 0; column + 1 < grid.xs.length; column++) {
      for (const [one, other] of crossings(grid, level, row, column)) {
        link(links, one, other);
        link(links, other, one);
      }
    }
  }
  return joined(links).map((edges) => edges.map((edge) => pointOn(grid, level, edge)));
}

// The outline of the area above `level`, closed lines.
export function areaAbove({ xs, ys, rows }, level) {
  const wider = (all) => [all[0], ...all, all.at(-1)];
  const border = xs.map(() => OUTSIDE);
  const walled = [border, ...rows, border].map((row) => [OUTSIDE, ...row, OUTSIDE]);
  return linesAt({ xs: wider(xs), ys: wider(ys), rows: walled }, level);
}

// Several lines as one, with a gap between them.
export const broken = (lines) => lines.flatMap((line) => [[NaN, NaN], ...line]);

// An edge of the grid joins the point at its row and column to the next across or up.
const across = (row, column) => `${row} ${column} 0`;
const upward = (row, column) => `${row} ${column} 1`;

// The pairs of edges of a cell between which a line passes; where four are crossed, the middle tells which.
function crossings({ rows }, level, row, column) {
  const [lower, upper] = [rows[row], rows[row + 1]];
  const corners = [lower[column], lower[column + 1], upper[column + 1], upper[column]];
  const isAbove = corners.map((value) => value > level);
  if (isAbove.every((each) => each === isAbove[0]) || !corners.every(Number.isFinite)) return [];
  const edges = [across(row, column), upward(row, column + 1), across(row + 1, column), upward(row, column)];
  const crossed = edges.filter((_, place) => isAbove[place] !== isAbove[(place + 1) % 4]);
  if (crossed.length < 4) return [crossed];
  const middle = corners.reduce((sum, value) => sum + value / 4, 0) > level;
  const [a, b, c, d] = crossed;
  return middle === isAbove[0]
    ? [
        [a, b],
        [c, d],
      ]
    : [
        [a, d],
        [b, c],
      ];
}

function link(links, one, other) {
  if (!links.has(one)) links.set(one, []);
  links.get(one).push(other);
}

// Lists of linked edges: first lines that end at the border of the grid, then closed ones.
function joined(links) {
  const ends = [...links.keys()].filter((edge) => links.get(edge).length === 1);
  const lines = [];
  for (const edge of [...ends, ...links.keys()]) {
    if (links.get(edge).length) lines.push(follow(links, edge)); // following one takes its links away
  }
  return lines;
}

function follow(links, start) {
  const line = [start];
  for (let edge = start, next; (next = links.get(edge).pop()); edge = next) {
    const back = links.get(next);
    back.splice(back.indexOf(edge), 1);
    line.push(next);
  }
  return line;
}

function pointOn({ xs, ys, rows }, level, edge) {
  const [row, column, isUpward] = edge.split(" ").map(Number);
  const [nextRow, nextColumn] = isUpward ? [row + 1, column] : [row, column + 1];
  const [value, next] = [rows[row][column], rows[nextRow][nextColumn]];
  const part = (level - value) / (next - value);
  const between = (all, from, to) => all[from] + part * (all[to] - all[from]);
  return [between(xs, column, nextColumn), between(ys, row, nextRow)];
}
