import { useQuery } from '@tanstack/react-query';
import css from './entrance.module.css';

/** A picture to scan, drawn as one path. The library is fetched when the first one is shown. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data } = useQuery({
    queryKey: ['qr', text],
    queryFn: () => drawn(text),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const size = data?.size ?? 1;
  return (
    <svg className={css.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      {data && <path d={data.path} fill="#000" />}
    </svg>
  );
}

async function drawn(text: string): Promise<{ size: number; path: string }> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  return { size, path };
}
