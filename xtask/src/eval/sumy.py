# The order in which the classic summarisers of sumy would take the sentences of each article: CORPUS, LANGUAGE.
# {system: {id: [index of a sentence, the best first]}}. The sentences are the corpus' own, so that no other cut of the text counts.
import gzip, json, re, sys
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers._summarizer import AbstractSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words


class Words:
    def to_words(self, sentence):
        return tuple(re.findall(r"[^\W\d_]+", sentence))


def order(self, sentences, count, rating, *arguments, **named):
    rate = rating if callable(rating) else rating.__getitem__
    rated = [(rate(sentence, *arguments, **named), -i) for i, sentence in enumerate(sentences)]
    return [-i for _, i in sorted(rated, reverse=True)]


AbstractSummarizer._get_best_sentences = order
path, language = sys.argv[1:]
opened = gzip.open(path, "rt", encoding="utf8") if path.endswith(".gz") else open(path, encoding="utf8")
documents = [json.loads(line) for line in opened if line.strip()]
summarizers = {
    "TextRank": TextRankSummarizer, "LexRank": LexRankSummarizer, "LSA": LsaSummarizer, "Luhn": LuhnSummarizer,
    "SumBasic": SumBasicSummarizer,
}
orders = {}
for name, summarizer in summarizers.items():
    summarizer = summarizer(Stemmer(language))
    summarizer.stop_words = get_stop_words(language)
    orders[name] = {}
    for document in documents:
        sentences = [Sentence(sentence, Words()) for sentence in document["sentences"]]
        model = ObjectDocumentModel([Paragraph(sentences)])
        try:
            orders[name][document["id"]] = list(summarizer(model, len(sentences)))
        # A text that a summariser cannot rate: its first sentences.
        except (ValueError, ZeroDivisionError, ArithmeticError):
            orders[name][document["id"]] = list(range(len(sentences)))
print(json.dumps(orders))
