import './platform/lean-imports.ts';

// What follows is loaded after the line above has run.
await import('./serve.ts');
