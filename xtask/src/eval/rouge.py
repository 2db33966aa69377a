# ROUGE of each article, by the corpora's own score.py: FOLDER OF score.py, CORPUS, "english" or "unicode", PREDICTIONS ...
# A line for each file of predictions: {id: [ROUGE-1, -2, -L, -Lsum]}, x 100.
import json, sys
sys.path.insert(0, sys.argv[1])
import score

documents = score.rd(sys.argv[2])
for path in sys.argv[4:]:
    predictions = {p["id"]: p["sentences"] for p in score.rd(path)}
    print(json.dumps({
        d["id"]: [100 * value for value in score.score(d["reference"], predictions.get(d["id"], []), sys.argv[3] == "unicode")]
        for d in documents
    }))
