// Portraits of nobody, drawn from a number: what the simulated camera sees, and the photos that it takes (L3, L6).

const WIDTH = 600;
const HEIGHT = 840;
const SKINS = ['#f1cdb0', '#e9bd9a', '#dba882', '#f4d6bd'];
const HAIRS = ['#1d1a19', '#2b211c', '#3a2b22'];
const CLOTHES = ['#22324a', '#2d2d33', '#3b2f3f', '#243f3a'];
/** Strength of the grain that a camera's sensor leaves, in steps of 255. */
const GRAIN = 6;

/** What stands before the simulated camera. */
export const SIGHTS = ['pass', 'fail', 'spoof', 'timeout'];

function numbersFrom(seed) {
  let state = (seed >>> 0) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

function ellipse(brush, x, y, rx, ry, colour) {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
  brush.fill();
}

function body(brush, skin, cloth) {
  brush.fillStyle = skin;
  brush.fillRect(246, 520, 108, 150);
  brush.fillStyle = cloth;
  brush.beginPath();
  brush.moveTo(40, HEIGHT);
  brush.bezierCurveTo(60, 690, 150, 660, 240, 632);
  brush.lineTo(300, 706);
  brush.lineTo(360, 632);
  brush.bezierCurveTo(450, 660, 540, 690, 560, HEIGHT);
  brush.fill();
}

function hairBehind(brush, hair, long) {
  ellipse(brush, 300, 340, 172, 208, hair);
  if (!long) return;
  brush.fillStyle = hair;
  brush.beginPath();
  brush.roundRect(132, 340, 336, 300, 90);
  brush.fill();
}

function face(brush, skin, hair, next) {
  const wide = 142 + 14 * next();
  ellipse(brush, 300 - wide, 400, 24, 42, skin);
  ellipse(brush, 300 + wide, 400, 24, 42, skin);
  ellipse(brush, 300, 390, wide, 188, skin);
  const apart = 60 + 8 * next();
  for (const side of [-1, 1]) {
    ellipse(brush, 300 + side * apart, 382, 25, 13, '#ffffff');
    ellipse(brush, 300 + side * apart, 382, 12, 12, '#2a1c14');
    ellipse(brush, 304 + side * apart, 378, 3, 3, '#ffffff');
    brush.strokeStyle = hair;
    brush.lineWidth = 9;
    brush.beginPath();
    brush.moveTo(300 + side * (apart - 32), 346);
    brush.quadraticCurveTo(300 + side * apart, 330, 300 + side * (apart + 32), 348);
    brush.stroke();
  }
  brush.strokeStyle = '#b07a5a';
  brush.lineWidth = 6;
  brush.beginPath();
  brush.moveTo(300, 392);
  brush.quadraticCurveTo(284, 440, 304, 448);
  brush.stroke();
  brush.strokeStyle = '#a94f4b';
  brush.lineWidth = 10;
  brush.beginPath();
  brush.moveTo(258, 500);
  brush.quadraticCurveTo(300, 518 + 8 * next(), 342, 500);
  brush.stroke();
}

function fringe(brush, hair) {
  brush.fillStyle = hair;
  brush.beginPath();
  brush.moveTo(142, 350);
  brush.bezierCurveTo(140, 150, 460, 150, 458, 350);
  brush.bezierCurveTo(420, 262, 360, 250, 300, 262);
  brush.bezierCurveTo(240, 250, 180, 262, 142, 350);
  brush.fill();
}

function grain(brush, next) {
  const picture = brush.getImageData(0, 0, WIDTH, HEIGHT);
  for (let at = 0; at < picture.data.length; at += 4) {
    const change = (next() - 0.5) * 2 * GRAIN;
    for (let channel = 0; channel < 3; channel++) picture.data[at + channel] += change;
  }
  brush.putImageData(picture, 0, 0);
}

function person(brush, seed) {
  const next = numbersFrom(Math.imul(seed, 2_654_435_761) ^ 0x5bd1e995);
  for (let warm = 0; warm < 4; warm++) next();
  const pick = (list) => list[Math.floor(next() * list.length)];
  const [skin, hair, cloth, long] = [pick(SKINS), pick(HAIRS), pick(CLOTHES), next() > 0.5];
  hairBehind(brush, hair, long);
  body(brush, skin, cloth);
  face(brush, skin, hair, next);
  fringe(brush, hair);
}

/** A picture held before the camera instead of a person: a print with its edge, on a dark table. */
function print(brush, seed) {
  brush.fillStyle = '#3d3a36';
  brush.fillRect(0, 0, WIDTH, HEIGHT);
  brush.save();
  brush.translate(70, 96);
  brush.rotate(-0.05);
  brush.scale(0.76, 0.76);
  brush.fillStyle = '#fdfdfb';
  brush.fillRect(-30, -30, WIDTH + 60, HEIGHT + 60);
  brush.beginPath();
  brush.rect(0, 0, WIDTH, HEIGHT);
  brush.clip();
  brush.fillStyle = '#dfe6ea';
  brush.fillRect(0, 0, WIDTH, HEIGHT);
  person(brush, seed);
  brush.restore();
}

/**
 * Draws what the simulated camera sees.
 * @param {HTMLCanvasElement} canvas is made 600 × 840 pixels
 * @param {number} seed which nobody
 * @param {'pass'|'fail'|'spoof'|'timeout'} sight the person, another one, a picture of the person, or darkness
 */
export function drawSight(canvas, seed, sight = 'pass') {
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (sight === 'spoof') {
    print(brush, seed);
  } else {
    brush.fillStyle = '#ffffff';
    brush.fillRect(0, 0, WIDTH, HEIGHT);
    person(brush, sight === 'fail' ? seed + 7919 : seed);
  }
  if (sight === 'timeout') {
    brush.fillStyle = 'rgba(6, 8, 12, 0.88)';
    brush.fillRect(0, 0, WIDTH, HEIGHT);
  }
  grain(brush, numbersFrom(seed + 1));
}

/**
 * The simulated camera's picture as a file.
 * @param {number} seed which nobody
 * @returns {Promise<Blob>} JPEG, 600 × 840 pixels
 */
export async function takePicture(seed) {
  const canvas = document.createElement('canvas');
  drawSight(canvas, seed);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', 0.92); });
  if (blob === null) throw new Error('The browser made no JPEG of the canvas.');
  return blob;
}
