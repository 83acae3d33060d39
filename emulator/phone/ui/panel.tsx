import { Icon } from './icon.tsx';
import './panel.css';

type PanelProps = { title: string; badge?: string; children: React.ReactNode };

/** Something one opens when one needs it. `badge` tells from outside that it is not as usual. */
export function Panel({ title, badge, children }: PanelProps) {
  return (
    <details className="panel">
      <summary>
        <h2>{title}</h2>
        {badge && <span className="panel-badge">{badge}</span>}
        <Icon name="down" size={18} />
      </summary>
      <div className="panel-inside">{children}</div>
    </details>
  );
}
