import type { Drawing } from "./atlas.ts";

export function drawScorch(pen: CanvasRenderingContext2D): void {
  for (let lobe = 0; lobe < 7; lobe += 1) {
    const angle = lobe * 2.399;
    const reach = 2.2 * lobe ** 0.9;
    const x = Math.cos(angle) * reach;
    const y = Math.sin(angle) * reach;
    const soot = pen.createRadialGradient(x, y, 0, x, y, 10);
    soot.addColorStop(0, "rgb(3 5 9 / 24%)");
    soot.addColorStop(1, "rgb(3 5 9 / 0%)");
    pen.fillStyle = soot;
    pen.fillRect(-20, -20, 40, 40);
  }
}

export function drawShard(index: number): Drawing {
  return (pen) => {
    const from = index * 1.9;
    pen.beginPath();
    for (let corner = 0; corner < 3 + (index % 2); corner += 1) {
      const angle = from + (corner / (3 + (index % 2))) * Math.PI * 2;
      const reach = 8 - ((index + corner * 2) % 4);
      pen.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
    }
    pen.closePath();
    const plate = pen.createLinearGradient(-8, -8, 8, 8);
    plate.addColorStop(0, "#ffffff");
    plate.addColorStop(1, "#7c8490");
    pen.fillStyle = plate;
    pen.fill();
    pen.strokeStyle = "#0a0f18";
    pen.lineWidth = 1;
    pen.stroke();
  };
}
