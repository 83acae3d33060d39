import { Fragment } from 'react';
import { type Block, format, type Inline } from './format.ts';

/** A message's text with its formatting marks drawn. Text stays text: nothing in it becomes markup. */
export function Formatted({ text }: { text: string }) {
  return format(text).map((block, index) => <BlockView key={blockKey(block, index)} block={block} />);
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'bullets':
      return (
        <ul>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the text of a message never changes
            <li key={index}>
              <Inlines nodes={item} />
            </li>
          ))}
        </ul>
      );
    case 'numbers':
      return (
        <ol>
          {block.items.map(({ value, children }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the text of a message never changes
            <li key={index} value={value}>
              <Inlines nodes={children} />
            </li>
          ))}
        </ol>
      );
    case 'quote':
      return (
        <blockquote>
          <Inlines nodes={block.children} />
        </blockquote>
      );
    case 'paragraph':
      return (
        <p>
          <Inlines nodes={block.children} />
        </p>
      );
  }
}

function Inlines({ nodes }: { nodes: Inline[] }) {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text of a message never changes
    <Fragment key={index}>
      <InlineView node={node} />
    </Fragment>
  ));
}

function InlineView({ node }: { node: Inline }) {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'bold':
      return (
        <strong>
          <Inlines nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines nodes={node.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines nodes={node.children} />
        </s>
      );
    case 'code':
      return <code>{node.text}</code>;
    case 'link':
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer">
          {node.text}
        </a>
      );
  }
}

const blockKey = (block: Block, index: number) => `${index}-${block.kind}`;
