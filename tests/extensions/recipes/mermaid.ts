import type { Extension } from 'ruoyu'

/**
 * Diagrams of ```mermaid fences, drawn in the reader's browser by the site's own copy of Mermaid: the folder `mermaid` has
 * `mermaid.min.js` in it, from the package's `dist`. Pages without a diagram load nothing.
 */
export const mermaid: Extension = {
  name: 'mermaid',
  public: 'mermaid',
  slots: {
    'body-end': `{% if page.features.mermaid %}
<script src="{{ '/mermaid.min.js' | url }}"></script>
<script>mermaid.initialize({ startOnLoad: true, theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'neutral' })</script>
{% endif %}`,
  },
}
