/** CSS pixels along each edge of the window that a notch or a rounded corner may cover. */
export interface SafeArea {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** What the browser says of it now, by way of the page's styles: scripts cannot ask. */
export function safeArea(): SafeArea {
  const styles = getComputedStyle(document.documentElement);
  const inset = (edge: string): number => Number.parseFloat(styles.getPropertyValue(`--safe-${edge}`)) || 0;
  return { top: inset("top"), right: inset("right"), bottom: inset("bottom"), left: inset("left") };
}
