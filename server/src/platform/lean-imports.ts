import { registerHooks } from 'node:module';

/**
 * Loads drizzle-orm from its CommonJS files. Its ES modules form one large circle, and linking that costs 300 ms and
 * 150 MB of memory that is not given back (drizzle-orm 0.45, Node 24); the CommonJS files cost 50 ms and 10 MB. Must run
 * before anything that imports drizzle-orm is loaded, so it is an import of its own, first.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('drizzle-orm')
      ? next(specifier, { ...context, conditions: ['node', 'require'] })
      : next(specifier, context),
});
