import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconArrowBackUp,
  IconBolt,
  IconClock,
  IconCornerDownRight,
  IconFlag,
  IconHelp,
  IconHome,
  IconList,
  IconMessage,
  IconPencilQuestion,
  IconSitemap,
  IconUser,
} from '@tabler/icons-react';
import {
  Background,
  BackgroundVariant,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { memo, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IconType } from '../../ui/icon-type.ts';
import css from './flow-graph.module.css';
import type { Graph } from './flow-queries.ts';
import { layOut, NODE_WIDTH } from './model/graph-layout.ts';

type Props = {
  graph: Graph;
  /** Where the simulated talk stands, and the way it took last. */
  here: string | null;
  path: readonly string[];
  /** The node whose text is shown. */
  chosen: string | null;
  onChoose: (name: string) => void;
};

type NodeOf = Graph['nodes'][number];
type Box = Node<{
  node: NodeOf;
  isHere: boolean;
  isOnPath: boolean;
  toStart: boolean;
  back: boolean;
  triggers: number;
}>;

const ICONS: Record<NodeOf['type'], IconType> = {
  text: IconMessage,
  menu: IconList,
  question: IconPencilQuestion,
  condition: IconSitemap,
  action: IconBolt,
  wait: IconClock,
  hand_off: IconUser,
  end: IconFlag,
  goto: IconCornerDownRight,
};
const KINDS = { box: memo(BoxOf) };
const HEAD_HEIGHT = 76;
const FOOT_HEIGHT = 22;

/** A flow as a drawing: from the main menu to the right. The talk beside it lights up where it stands. */
export const FlowGraph = memo((props: Props) => (
  <ReactFlowProvider>
    <Drawing {...props} />
  </ReactFlowProvider>
));

function Drawing({ graph, here, path, chosen, onChoose }: Props) {
  const { t } = useTranslation('flows');
  const scheme = useComputedColorScheme();
  const { nodes: boxes, edges: lines } = useMemo(() => drawn(graph), [graph]);
  const nodes = useMemo(
    () =>
      boxes.map(
        (box): Box => ({
          ...box,
          selected: box.id === chosen,
          ariaLabel: `${box.id}, ${t(`flows.type.${box.data.node.type}`)}${box.id === here ? `, ${t('flows.here')}` : ''}`,
          data: { ...box.data, isHere: box.id === here, isOnPath: path.includes(box.id) },
        }),
      ),
    [boxes, chosen, here, path, t],
  );
  const edges = useMemo(
    () =>
      lines.map((line) => {
        const isTaken = path.some((name, at) => name === line.source && path[at + 1] === line.target);
        return isTaken ? { ...line, className: css.taken, zIndex: 1 } : line;
      }),
    [lines, path],
  );
  return (
    <div className={css.graph} dir="ltr">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={KINDS}
        colorMode={scheme}
        onNodeClick={(_event, node) => onChoose(node.id)}
        onNodesChange={(changes) => {
          // Asked for by the keyboard. What the text selects must not come back as a choice, or the two chase each other.
          for (const change of changes) if (change.type === 'select' && change.selected) onChoose(change.id);
        }}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        multiSelectionKeyCode={null}
        selectionKeyCode={null}
        defaultViewport={{ x: 0, y: 0, zoom: FIRST_ZOOM }}
        minZoom={0.1}
        maxZoom={1.5}
        onlyRenderVisibleElements
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{
          'controls.zoomIn.ariaLabel': t('flows.zoomIn'),
          'controls.zoomOut.ariaLabel': t('flows.zoomOut'),
          'controls.fitView.ariaLabel': t('flows.wholeFlow'),
          'node.a11yDescription.default': t('flows.graphHelp'),
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
        <Controls showInteractive={false} position="bottom-left" />
        <Camera
          boxes={boxes}
          at={[here, chosen].find((name) => boxes.some(({ id }) => id === name)) ?? boxes[0]?.id ?? null}
        />
      </ReactFlow>
    </div>
  );
}

/** Follows the talk, and what was chosen. */
function Camera({ boxes, at }: { boxes: readonly Box[]; at: string | null }) {
  const { setCenter, getZoom } = useReactFlow();
  const paneWidth = useStore(({ width }) => width);
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  const isWide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  const box = boxes.find(({ id }) => id === at);
  const [x, y] = [box?.position.x, box?.position.y];
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when the place changes, not when the camera does
  useEffect(() => {
    if (x === undefined || y === undefined || paneWidth === 0) return;
    const zoom = getZoom() < LEAST_ZOOM ? LEAST_ZOOM : Math.min(getZoom(), 1);
    // Beside what is shown stands what comes next, as far as there is room.
    const ahead = Math.min(NODE_WIDTH * AHEAD, (paneWidth / 2 - MARGIN) / zoom);
    void setCenter(x + (isWide ? ahead : NODE_WIDTH / 2), y + HEAD_HEIGHT / 2, {
      zoom,
      duration: isStill ? 0 : 180,
    });
  }, [x, y, paneWidth]);
  return null;
}

const FIRST_ZOOM = 0.8;
const AHEAD = 1.2; // widths of a node
const MARGIN = 16;
/** Smaller, nobody can read it. */
const LEAST_ZOOM = 0.6;

function BoxOf({ data: { node, isHere, isOnPath, toStart, back, triggers } }: NodeProps<Box>) {
  const { t } = useTranslation('flows');
  const Icon = ICONS[node.type];
  return (
    <div className={css.box} data-type={node.type} data-here={isHere || undefined} data-path={isOnPath || undefined}>
      <Handle type="target" position={Position.Left} className={css.handle} isConnectable={false} />
      <div className={css.head}>
        <Icon size={15} aria-hidden />
        <strong className={css.name}>{node.name}</strong>
        {isHere && <span className={css.here}>{t('flows.here')}</span>}
      </div>
      <div className={css.text} dir="auto">
        {node.text ?? node.about ?? t(`flows.type.${node.type}`)}
      </div>
      {hasFoot({ toStart, back, triggers }) && (
        <div className={css.foot}>
          {triggers > 0 && (
            <span>
              <IconHelp size={12} aria-hidden /> {t('flows.triggers', { count: triggers })}
            </span>
          )}
          {toStart && (
            <span>
              <IconHome size={12} aria-hidden /> {t('flows.toStart')}
            </span>
          )}
          {back && (
            <span>
              <IconArrowBackUp size={12} aria-hidden /> {t('flows.goBack')}
            </span>
          )}
        </div>
      )}
      <Handle type="source" position={Position.Right} className={css.handle} isConnectable={false} />
    </div>
  );
}

const hasFoot = ({ toStart, back, triggers }: { toStart: boolean; back: boolean; triggers: number }): boolean =>
  toStart || back || triggers > 0;

/** Ways back to the main menu would cover everything, so they are a word at the foot of the node. */
function drawn(graph: Graph): { nodes: Box[]; edges: Edge[] } {
  const start = graph.entries.find(({ why }) => why === 'start')?.to ?? graph.nodes[0]?.name ?? '';
  const lines = graph.edges.filter(({ from, to }) => to !== start && to !== 'back' && to !== 'pass' && from !== to);
  const data = new Map(
    graph.nodes.map((node) => {
      const exits = graph.edges.filter(({ from }) => from === node.name);
      const toStart = node.name !== start && exits.some(({ to }) => to === start);
      const back = exits.some(({ to }) => to === 'back');
      const triggers = graph.entries.filter(({ why, to }) => why === 'trigger' && to === node.name).length;
      return [node.name, { node, toStart, back, triggers, isHere: false, isOnPath: false }] as const;
    }),
  );
  const heights = new Map(Array.from(data, ([name, one]) => [name, HEAD_HEIGHT + (hasFoot(one) ? FOOT_HEIGHT : 0)]));
  const nodes = layOut(heights, lines, start).map(
    ({ name, x, y }): Box => ({
      id: name,
      type: 'box',
      position: { x, y },
      width: NODE_WIDTH,
      height: heights.get(name)!,
      data: data.get(name)!,
    }),
  );
  const together = Map.groupBy(lines, ({ from, to }) => `${from} ${to}`);
  const edges = Array.from(together, ([id, all]): Edge => {
    const { from, to } = all[0]!;
    const labels = [...new Set(all.flatMap(({ label }) => label ?? []))];
    return {
      id,
      source: from,
      target: to,
      label: shortened(labels.join(' · ')),
      markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
    };
  });
  return { nodes, edges };
}

const LONGEST_LABEL = 28;
const shortened = (text: string): string =>
  text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1)}…` : text;
