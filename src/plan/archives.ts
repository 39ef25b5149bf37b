import { isUgly, pageFile } from '../model/urls.ts'
import type { Config } from '../types.ts'
import { at } from './lists.ts'
import type { Planner } from './planner.ts'

/** All posts by year. A page of the user's at this address takes its place. */
export const planArchives: Planner = ({ site: { config } }) => [
  { ...at(archivesPath(config)), kind: 'archives', origin: 'config', template: 'archives.njk', page: {} },
]

export function archivesPath({ uglyUrls }: Config): string {
  return pageFile('archives', isUgly(uglyUrls, ''))
}

/** What a server shows for an address that it does not know. */
export const planNotFound: Planner = () => [
  { ...at('404.html'), kind: '404', origin: 'config', template: '404.njk', page: {} },
]
