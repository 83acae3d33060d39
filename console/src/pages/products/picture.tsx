import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import css from './products.module.css';

/** The picture of a product, or the place of one. */
export function Picture({ url, isLarge = false }: { url: string | null; isLarge?: boolean }) {
  const [broken, setBroken] = useState<string | null>(null);
  const look = `${css.picture} ${isLarge ? css.large : ''}`;
  if (!url || broken === url)
    return (
      <span className={look}>
        <IconPhoto size={isLarge ? 28 : 16} stroke={1.5} aria-hidden />
      </span>
    );
  return <img className={look} src={url} alt="" loading="lazy" onError={() => setBroken(url)} />;
}
