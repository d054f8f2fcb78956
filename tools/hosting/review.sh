#!/bin/sh
# On a pull or merge request: findings beside the lines, a preview of every changed story, a summary for the comment.
# Writes build/review/ (tom-tat.md, xem-truoc/, and gl-code-quality-report.json on GitLab). No secret is needed.
. "$(dirname "$0")/settings.sh"

if [ -n "${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}" ]; then
    base=$CI_MERGE_REQUEST_DIFF_BASE_SHA form=text
else
    base=origin/${GITHUB_BASE_REF:-main} form=github
fi
into=build/review
rm -rf "$into"
mkdir -p "$into"

code=0
newsroom check --changed "$base" --format "$form" || code=$?
[ "$code" -le 1 ] || exit "$code"
if [ "$form" = text ]; then
    newsroom check --changed "$base" --format gitlab >"$into/gl-code-quality-report.json" || [ $? = 1 ]
fi
newsroom check --changed "$base" --format markdown >"$into/tom-tat.md" || [ $? = 1 ]
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat "$into/tom-tat.md" >>"$GITHUB_STEP_SUMMARY"
# A story with errors has a preview too: its author wants to see what is wrong.
newsroom preview --changed "$base" --out "$into/xem-truoc" || [ $? = 1 ]
exit "$code"
