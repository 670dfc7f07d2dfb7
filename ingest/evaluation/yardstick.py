"""The simple method to compare with: TF-IDF, logistic regression. It needs scikit-learn."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

MOST = 100_000  # features of characters


class Yardstick:
    """The method, taught on some texts; one regression for each label."""

    def __init__(self, texts: Sequence[str], truths: dict[str, npt.NDArray[np.bool_]]) -> None:
        self._features = FeatureUnion(
            [
                ("words", TfidfVectorizer(sublinear_tf=True, min_df=2, ngram_range=(1, 2))),
                (
                    "characters",
                    TfidfVectorizer(
                        analyzer="char_wb",
                        ngram_range=(2, 5),
                        min_df=3,
                        sublinear_tf=True,
                        max_features=MOST,
                    ),
                ),
            ]
        )
        matrix = self._features.fit_transform(texts)
        self._models = {
            label: LogisticRegression(C=4, solver="liblinear").fit(matrix, truth)
            for label, truth in truths.items()
        }

    def chances(self, texts: Sequence[str]) -> dict[str, npt.NDArray[np.float64]]:
        """Give for each label how likely it is, text by text."""
        matrix = self._features.transform(texts)
        return {label: model.predict_proba(matrix)[:, 1] for label, model in self._models.items()}
