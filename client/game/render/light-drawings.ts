export function drawGlow(pen: CanvasRenderingContext2D): void {
  const light = pen.createRadialGradient(0, 0, 0, 0, 0, 64);
  // Falls off as light does: fast at first, with a long tail.
  for (let step = 0; step <= 8; step += 1) {
    const away = step / 8;
    light.addColorStop(away, `rgb(255 255 255 / ${((1 - away) ** 2.4 * 100).toFixed(1)}%)`);
  }
  pen.fillStyle = light;
  pen.fillRect(-64, -64, 128, 128);
}

export function drawThrust(pen: CanvasRenderingContext2D): void {
  // A disc of light pressed flat: brightest at the nozzle, gone before its edge.
  pen.scale(1, 0.4);
  const flame = pen.createRadialGradient(13, 0, 0, 2, 0, 22);
  flame.addColorStop(0, "rgb(255 255 255 / 100%)");
  flame.addColorStop(0.3, "rgb(255 255 255 / 55%)");
  flame.addColorStop(1, "rgb(255 255 255 / 0%)");
  pen.fillStyle = flame;
  pen.beginPath();
  pen.arc(2, 0, 22, 0, Math.PI * 2);
  pen.fill();
}

export function drawSpark(pen: CanvasRenderingContext2D): void {
  const light = pen.createLinearGradient(-8, 0, 8, 0);
  light.addColorStop(0, "rgb(255 255 255 / 0%)");
  light.addColorStop(1, "rgb(255 255 255 / 100%)");
  pen.fillStyle = light;
  pen.beginPath();
  pen.ellipse(0, 0, 8, 1.6, 0, 0, Math.PI * 2);
  pen.fill();
}

export function drawRipple(pen: CanvasRenderingContext2D): void {
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 2.5;
  pen.shadowColor = "#ffffff";
  pen.shadowBlur = 4;
  pen.beginPath();
  pen.arc(0, 0, 60, 0, Math.PI * 2);
  pen.stroke();
}

/** Seen from straight above, yet leaning towards the top of the screen: it stands on the lower end. */
export function drawColumn(pen: CanvasRenderingContext2D): void {
  for (let stripe = -26; stripe < 26; stripe += 1) {
    const across = (1 - Math.abs(stripe + 0.5) / 26) ** 1.6;
    const light = pen.createLinearGradient(0, 80, 0, -80);
    light.addColorStop(0, `rgb(255 255 255 / ${(across * 85).toFixed(1)}%)`);
    light.addColorStop(1, "rgb(255 255 255 / 0%)");
    pen.fillStyle = light;
    pen.fillRect(stripe, -80, 1, 160);
  }
}
