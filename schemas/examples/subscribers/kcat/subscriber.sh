#!/bin/sh
# Read enriched articles: `sh subscriber.sh localhost:9092 news.articles.enriched`.
# One JSON object a line: key, headers, payload (null for a kill). Further options go to kcat, e.g. -e.
set -eu
bootstrap=$1
topic=$2
shift 2
exec kcat -C -J -u -q -b "$bootstrap" -t "$topic" -o beginning -X isolation.level=read_committed "$@"
