const LARGEST_PHOTO_BYTES = 5_000_000; // @see WhatsApp Business Platform, Media, "Supported media types"
const LONGEST_SIDE_PX = 2048;
const JPEG_QUALITY = 0.85;

/**
 * A picture as a phone would send it: JPEG or PNG of at most 5 MB. Others are drawn anew as JPEG.
 *
 * @returns null when the browser cannot read the picture; it may still go as a document.
 */
export async function photoOf(file: Blob): Promise<Blob | null> {
  if (/^image\/(jpeg|png)$/.test(file.type) && file.size <= LARGEST_PHOTO_BYTES) return file;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;

  const scale = Math.min(1, LONGEST_SIDE_PX / Math.max(bitmap.width, bitmap.height));
  const canvas = canvasOf(bitmap.width * scale, bitmap.height * scale, (pen, width, height) => {
    pen.fillStyle = 'white'; // JPEG knows no transparency
    pen.fillRect(0, 0, width, height);
    pen.drawImage(bitmap, 0, 0, width, height);
  });
  bitmap.close();
  return blobOf(canvas, 'image/jpeg', JPEG_QUALITY);
}

const STICKER_PX = 512; // @see WhatsApp Business Platform, Messages, "Sticker messages"

/** A sticker made of one emoji, or null where the browser cannot write WebP. */
export async function stickerOf(emoji: string): Promise<Blob | null> {
  const canvas = canvasOf(STICKER_PX, STICKER_PX, (pen, width, height) => {
    pen.font = `${height * 0.78}px sans-serif`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(emoji, width / 2, height * 0.54);
  });
  const sticker = await blobOf(canvas, 'image/webp', JPEG_QUALITY);
  return sticker?.type === 'image/webp' ? sticker : null;
}

type Draw = (pen: CanvasRenderingContext2D, width: number, height: number) => void;

function canvasOf(width: number, height: number, draw: Draw): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width);
  canvas.height = Math.round(height);
  const pen = canvas.getContext('2d');
  if (pen) draw(pen, canvas.width, canvas.height);
  return canvas;
}

const blobOf = (canvas: HTMLCanvasElement, type: string, quality: number) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
