import { writeFileSync } from "node:fs";
import { DASHBOARDS, dashboardJson } from "../deploy/grafana/dashboards.ts";

/** `npm run dashboards` writes the dashboards of deploy/grafana as Grafana reads them. */
for (const dashboard of DASHBOARDS) writeFileSync(new URL(`../deploy/grafana/${dashboard.uid}.json`, import.meta.url), dashboardJson(dashboard));
