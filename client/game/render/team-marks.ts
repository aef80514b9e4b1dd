/**
 * Traces a team's mark around the pen's origin, about 18 units wide: a filled chevron for team 1, an open diamond for team 2. Told
 * apart by shape and by being filled, so no colour is needed.
 */
export function drawTeamMark(pen: CanvasRenderingContext2D, team: 1 | 2): void {
  pen.lineJoin = "round";
  pen.beginPath();
  if (team === 1) {
    for (const [x, y] of [
      [0, -7],
      [9, 3],
      [5, 7],
      [0, 1],
      [-5, 7],
      [-9, 3],
    ] as const)
      pen.lineTo(x, y);
  } else {
    for (const [x, y] of [
      [0, -8],
      [8, 0],
      [0, 8],
      [-8, 0],
    ] as const)
      pen.lineTo(x, y);
  }
  pen.closePath();
  pen.strokeStyle = "rgb(4 8 14 / 85%)";
  pen.lineWidth = team === 1 ? 4 : 6.5;
  pen.stroke();
  if (team === 1) {
    pen.fillStyle = "#ffffff";
    pen.fill();
  } else {
    pen.strokeStyle = "#ffffff";
    pen.lineWidth = 3;
    pen.stroke();
  }
}
