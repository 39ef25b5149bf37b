import { completeConfig, type UserConfig } from '../../src/config.ts'
import { model } from '../../src/model/index.ts'
import { createContents } from '../../src/plan/contents.ts'
import type { RenderShortcode } from '../../src/plan/html.ts'
import { plan } from '../../src/plan/index.ts'
import { createGoals, type Goals } from '../../src/plan/refs.ts'
import { inMemory, noBody } from '../../src/plan/renderedBody.ts'
import { createSiteIndex, type SiteIndex } from '../../src/plan/siteIndex.ts'
import { searchCut, searchInput } from '../../src/search/search.ts'
import type {
  BodyOf,
  Entry,
  FrontMatter,
  LeftOut,
  Output,
  Part,
  Post,
  Rendered,
  RenderedBody,
  Site,
  Sources,
} from '../../src/types.ts'

export type Page = Partial<FrontMatter> & { readonly rendered?: Partial<Rendered> }

export interface Fixture {
  /** Content path → front matter and rendered text. */
  readonly content?: Readonly<Record<string, Page>>
  readonly config?: UserConfig
  readonly statics?: readonly string[]
  readonly resources?: readonly (string | { readonly path: string; readonly width: number; readonly height: number })[]
  readonly templates?: readonly string[]
  readonly leftOut?: readonly LeftOut[]
  readonly status?: Readonly<Record<string, Post['status']>>
}

export interface Made {
  readonly site: Site
  readonly index: SiteIndex
  readonly goals: Goals
  readonly bodyOf: BodyOf
  readonly sources: Sources
  readonly outputs: readonly Output[]
  readonly codes: readonly string[]
  readonly paths: readonly string[]
  readonly diagnostics: ReturnType<typeof plan>['diagnostics']
}

const ours = ['post', 'page', 'section', 'home', 'taxonomy', 'term', 'archives', '404', 'redirect']
  .map((name) => `${name}.njk`)
  .concat('shortcodes/figure.njk', 'shortcodes/unknown.njk')

/** A site of a few entries through the model and the plan. */
export function make(fixture: Fixture): Made {
  const { content = {}, config: user = {}, leftOut = [], status = {} } = fixture
  const config = completeConfig(
    { url: 'https://example.org/', title: '若愚', search: false, ...user },
    'ruoyu.config.ts',
  ).value
  const entries = Object.entries(content).map(([id, page]) => toEntry(id, page))
  const bodies = new Map(Object.entries(content).map(([id, page]) => [`content/${id}`, toBody(page.rendered)]))
  const bodyOf: BodyOf = ({ file = '' }) => bodies.get(file) ?? noBody
  const sources = toSources(fixture)
  const site = model({ entries, status, leftOut, sources, verdict: status }, config).value
  const { value: outputs, diagnostics } = plan(site, sources, searchCut(site, entries))
  return {
    ...{ site, bodyOf, sources, outputs, diagnostics },
    ...{ index: createSiteIndex(site), goals: createGoals(site, outputs, sources) },
    codes: diagnostics.map(({ code }) => code),
    paths: outputs.map(({ path }) => path),
  }
}

/** Gives the content of each output. */
export function contentsOf(made: Made, shortcode: RenderShortcode = () => '') {
  const { site, index, bodyOf } = made
  return createContents({ ...made, search: () => searchInput(site, index, bodyOf, searchCut(site, [])) }, shortcode)
}

export function html(...parts: readonly Part[]): Page {
  return { rendered: { html: parts } }
}

function toSources({ statics = [], resources = [], templates = [] }: Fixture): Sources {
  const file = { size: 1, mtimeMs: 0 }
  return {
    content: [],
    statics: statics.map((path) => ({ ...file, path })),
    resources: resources.map((one) => (typeof one === 'string' ? { ...file, path: one } : { ...file, ...one })),
    templates: [...ours, ...templates].map((name) => ({ name, path: `templates/${name}`, text: '' })),
    assets: [],
  }
}

function toEntry(id: string, { rendered: _, ...frontMatter }: Page): Entry {
  const path = `content/${id}`
  return {
    id,
    source: { path, text: '', hash: id },
    bodyLine: 5,
    body: '',
    bodyLength: 0,
    frontMatter: {
      ...{ draft: false, aliases: [], terms: {}, cascade: [], params: {}, places: {} },
      build: { render: true, list: true },
      ...frontMatter,
    },
  }
}

function toBody(rendered: Partial<Rendered> = {}): RenderedBody {
  const { html, text, links, facts } = noBody
  return inMemory({ rendered: { html: html(), text: text(), links: links(), ...facts(), ...rendered }, findings: [] })
}
