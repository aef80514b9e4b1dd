/** Drawings of what the heavier weapons throw and leave, grey where they are tinted, each around the pen's origin. */

/** A soft dark cloud: it takes light away, so that fire stands out of it. */
export function drawSmoke(pen: CanvasRenderingContext2D): void {
  for (let lobe = 0; lobe < 6; lobe += 1) {
    const angle = lobe * 2.399;
    const x = Math.cos(angle) * 9 * (lobe > 0 ? 1 : 0);
    const y = Math.sin(angle) * 9 * (lobe > 0 ? 1 : 0);
    const cloud = pen.createRadialGradient(x, y, 0, x, y, 21);
    cloud.addColorStop(0, "rgb(24 28 36 / 34%)");
    cloud.addColorStop(0.5, "rgb(18 22 30 / 20%)");
    cloud.addColorStop(1, "rgb(14 18 26 / 0%)");
    pen.fillStyle = cloud;
    pen.fillRect(-32, -32, 64, 64);
  }
}

/** Soft across, even along: pieces that touch make one ribbon. */
export function drawTrail(pen: CanvasRenderingContext2D): void {
  for (let row = 0; row < 10; row += 1) {
    const away = Math.abs((row + 0.5) / 10 - 0.5) * 2;
    pen.fillStyle = `rgb(255 255 255 / ${((1 - away) ** 1.6 * 100).toFixed(1)}%)`;
    pen.fillRect(-16, row - 5, 32, 1);
  }
}

/** A dark iron ball with a lit edge: the one shot that is not light itself. */
export function drawBall(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  pen.arc(0, 0, 10, 0, Math.PI * 2);
  const iron = pen.createRadialGradient(-3.5, -4, 1, 0, 0, 11);
  iron.addColorStop(0, "#6d7788");
  iron.addColorStop(0.35, "#2a313d");
  iron.addColorStop(1, "#06080c");
  pen.fillStyle = iron;
  pen.fill();
  pen.strokeStyle = "rgb(225 235 250 / 85%)";
  pen.lineWidth = 1.6;
  pen.stroke();
  // A belt, by which its rolling shows.
  pen.strokeStyle = "rgb(225 235 250 / 38%)";
  pen.lineWidth = 1.4;
  pen.beginPath();
  pen.ellipse(0, 0, 3.4, 9.4, 0.5, 0, Math.PI * 2);
  pen.stroke();
}

/** The edge of a blast to come: a ring that is dashed, so that it is not taken for one that has come, and a breath of light within. */
export function drawLanding(pen: CanvasRenderingContext2D): void {
  const within = pen.createRadialGradient(0, 0, 40, 0, 0, 124);
  within.addColorStop(0, "rgb(255 255 255 / 0%)");
  within.addColorStop(1, "rgb(255 255 255 / 16%)");
  pen.fillStyle = within;
  pen.beginPath();
  pen.arc(0, 0, 124, 0, Math.PI * 2);
  pen.fill();
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 3.5;
  const dashes = 24;
  for (let dash = 0; dash < dashes; dash += 1) {
    const from = (dash / dashes) * Math.PI * 2;
    pen.beginPath();
    pen.arc(0, 0, 124, from, from + (Math.PI * 2 * 0.62) / dashes);
    pen.stroke();
  }
}

/** Three broken arcs with bolts at their ends. */
export function drawCharge(pen: CanvasRenderingContext2D): void {
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = "#ffffff";
  pen.shadowColor = "#ffffff";
  pen.shadowBlur = 5;
  for (let arm = 0; arm < 3; arm += 1) {
    pen.save();
    pen.rotate((arm / 3) * Math.PI * 2);
    pen.lineWidth = 3;
    pen.beginPath();
    pen.arc(0, 0, 41, 0, 1.15);
    pen.stroke();
    pen.rotate(1.15);
    pen.lineWidth = 2.6;
    pen.beginPath();
    pen.moveTo(41, 0);
    pen.lineTo(46, 7);
    pen.lineTo(40, 8.5);
    pen.lineTo(46, 17);
    pen.stroke();
    pen.restore();
  }
}
