/** All that is passed over of the default checks of kube-score and kube-linter; the README of a chart lists what concerns it. */
export { unmetChecks as ignoredChecks } from '../../targets/helm/chart/unmet-checks.js'
