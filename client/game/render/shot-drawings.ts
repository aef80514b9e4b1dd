/** Head at the right; the tail is what the shot covered in the last 60 ms. */
export function drawBolt(pen: CanvasRenderingContext2D): void {
  const tail = pen.createLinearGradient(-40, 0, 34, 0);
  tail.addColorStop(0, "rgb(255 255 255 / 0%)");
  tail.addColorStop(0.7, "rgb(255 255 255 / 32%)");
  tail.addColorStop(1, "rgb(255 255 255 / 90%)");
  pen.fillStyle = tail;
  pen.beginPath();
  pen.moveTo(-40, 0);
  pen.quadraticCurveTo(20, -5.5, 33, -4.4);
  pen.arc(33, 0, 4.4, -Math.PI / 2, Math.PI / 2);
  pen.quadraticCurveTo(20, 5.5, -40, 0);
  pen.fill();
  const head = pen.createRadialGradient(32, 0, 0, 32, 0, 9);
  head.addColorStop(0, "rgb(255 255 255 / 100%)");
  head.addColorStop(0.4, "rgb(255 255 255 / 80%)");
  head.addColorStop(1, "rgb(255 255 255 / 0%)");
  pen.fillStyle = head;
  pen.fillRect(22, -9, 20, 18);
}

export function drawBeam(pen: CanvasRenderingContext2D): void {
  const rows = 14;
  for (let row = 0; row < rows; row += 1) {
    const away = Math.abs((row + 0.5) / rows - 0.5) * 2;
    const light = pen.createLinearGradient(-32, 0, 32, 0);
    const strength = (1 - away) ** 2.2 * 62;
    light.addColorStop(0, `rgb(255 255 255 / ${strength.toFixed(1)}%)`);
    light.addColorStop(1, "rgb(255 255 255 / 0%)");
    pen.fillStyle = light;
    pen.fillRect(-32, row - rows / 2, 64, 1);
  }
}

export function drawHairline(pen: CanvasRenderingContext2D): void {
  const light = pen.createLinearGradient(-32, 0, 32, 0);
  light.addColorStop(0, "rgb(255 255 255 / 100%)");
  light.addColorStop(0.85, "rgb(255 255 255 / 90%)");
  light.addColorStop(1, "rgb(255 255 255 / 0%)");
  pen.fillStyle = light;
  pen.fillRect(-32, -1.2, 64, 2.4);
}
