package klarsyn.evaluate;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import klarsyn.base.Figure;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.Measure;
import klarsyn.base.Seed;
import org.jspecify.annotations.Nullable;

/** Metrics of a classification, computed once on first use. */
public final class ClassificationEvaluation implements Evaluation {

    /** Lower bound of probabilities in the log loss, which would otherwise be infinite. */
    private static final double MIN_PROBABILITY = 1e-15;

    private final List<ClassifiedCase> cases;
    private final List<String> classes;
    private final Seed seed;
    private @Nullable Figure headline;
    private @Nullable List<Figure> figures;

    /**
     * Sorts the cases by ID.
     *
     * @param classes class names, in the order of their numbers
     * @param seed    of the bootstrap
     * @throws IllegalArgumentException if a case has probabilities for another number of classes
     */
    public ClassificationEvaluation(List<ClassifiedCase> cases, List<String> classes, Seed seed) {
        this.classes = List.copyOf(classes);
        this.cases = cases.stream()
                .sorted(Comparator.comparing(ClassifiedCase::caseId))
                .toList();
        this.seed = seed;
        for (ClassifiedCase one : cases) {
            if (one.probabilities().size() != classes.size()) {
                throw new IllegalArgumentException("case %s has %d probabilities for %d classes"
                        .formatted(one.caseId(), one.probabilities().size(), classes.size()));
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassificationEvaluation that
                && cases.equals(that.cases)
                && classes.equals(that.classes)
                && seed.equals(that.seed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cases, classes, seed);
    }

    /** The cases, sorted by ID. */
    public List<ClassifiedCase> cases() {
        return cases;
    }

    /** Names of the classes, in the order of their numbers. */
    public List<String> classes() {
        return classes;
    }

    /** Seed of the bootstrap. */
    public Seed seed() {
        return seed;
    }

    /**
     * Baseline: predicts the class frequencies of the training cases for every case, and so the most frequent class.
     *
     * @param cases       to evaluate
     * @param frequencies of the classes among the training cases
     */
    public static ClassificationEvaluation majority(
            List<ClassifiedCase> cases, List<String> classes, List<Double> frequencies, Seed seed) {
        return new ClassificationEvaluation(
                cases.stream()
                        .map(one -> new ClassifiedCase(one.caseId(), one.patient(), one.reference(), frequencies))
                        .toList(),
                classes,
                seed);
    }

    @Override
    public int n() {
        return cases.size();
    }

    @Override
    public int patients() {
        return (int) cases.stream().map(ClassifiedCase::patient).distinct().count();
    }

    @Override
    public synchronized Figure headline() {
        if (headline == null) {
            headline = new Figure(Measure.ACCURACY, accuracy());
        }
        return headline;
    }

    @Override
    public synchronized List<Figure> figures() {
        if (figures == null) {
            figures = List.of(
                    headline(),
                    new Figure(Measure.ROC_AUC, rocAuc()),
                    new Figure(Measure.BALANCED_ACCURACY, ofCounts(ClassCounts::balancedAccuracy)),
                    new Figure(Measure.MACRO_F1, ofCounts(ClassCounts::macroF1)),
                    new Figure(Measure.LOG_LOSS, logLoss()));
        }
        return figures;
    }

    /**
     * Fraction of cases whose predicted class is correct. The interval is Wilson's with one case per patient, and if all
     * cases or none are correct, where a bootstrap interval has no width; otherwise it is a bootstrap interval.
     */
    public Interval accuracy() {
        int correct = (int) cases.stream().filter(ClassifiedCase::isCorrect).count();
        boolean isPlain = patients() == n() || correct == 0 || correct == n();
        return isPlain && patients() != 1
                ? WilsonInterval.of(correct, n(), patients())
                : over(one -> one.isCorrect() ? 1 : 0);
    }

    /** Mean area under the ROC curve over the classes; for two classes, that of the second. */
    public Interval rocAuc() {
        return MacroAuc.of(cases, classes.size());
    }

    private Interval logLoss() {
        return over(
                one -> -Math.log(Math.max(MIN_PROBABILITY, one.probabilities().get(one.reference()))));
    }

    private Interval over(ToDoubleFunction<ClassifiedCase> value) {
        return Bootstrap.mean(
                cases.stream().mapToDouble(value).toArray(),
                cases.stream().map(ClassifiedCase::patient).toList(),
                seed);
    }

    /** Number of cases for each pair of true and predicted class. */
    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(cases, classes.size());
    }

    /** Without ends if all resamples are equal, as for cases that are all correct. */
    private Interval ofCounts(ToDoubleFunction<ClassCounts> figure) {
        List<List<ClassifiedCase>> patients = Bootstrap.clusters(
                cases, cases.stream().map(ClassifiedCase::patient).toList());
        int[][] trueClasses = perPatient(patients, ClassifiedCase::reference);
        int[][] predictedClasses = perPatient(patients, ClassifiedCase::predicted);
        ToDoubleFunction<int[]> statistic = drawn -> {
            ClassCounts counts = new ClassCounts(classes.size());
            for (int patient : drawn) {
                for (int i = 0; i < trueClasses[patient].length; i++) {
                    counts.add(trueClasses[patient][i], predictedClasses[patient][i]);
                }
            }
            return figure.applyAsDouble(counts);
        };
        int[] everyone = IntStream.range(0, patients.size()).toArray();
        Interval interval =
                Bootstrap.interval(statistic.applyAsDouble(everyone), n(), patients.size(), seed, statistic);
        return interval.low() < interval.high() ? interval : new Interval(interval.mean(), Double.NaN, Double.NaN, n());
    }

    private static int[][] perPatient(List<List<ClassifiedCase>> patients, ToIntFunction<ClassifiedCase> value) {
        return patients.stream()
                .map(cases -> cases.stream().mapToInt(value).toArray())
                .toArray(int[][]::new);
    }

    /** Incorrectly classified cases, the most confident first. */
    public List<ClassifiedCase> mistakes() {
        return cases.stream()
                .filter(one -> !one.isCorrect())
                .sorted(Comparator.comparingDouble(ClassifiedCase::confidence)
                        .reversed()
                        .thenComparing(ClassifiedCase::caseId))
                .toList();
    }

    /** Classes without test cases, whose metrics are unknown. */
    public List<String> untestedClasses() {
        ConfusionMatrix confusion = confusion();
        return IntStream.range(0, classes.size())
                .filter(k -> confusion.reference(k) == 0)
                .mapToObj(classes::get)
                .toList();
    }

    @Override
    public List<String> remarks() {
        return untestedClasses().stream()
                .map("class %s: no test case, therefore not tested"::formatted)
                .toList();
    }

    @Override
    public ScoredCases scored() {
        return new ScoredCases(
                Measure.ACCURACY,
                List.of("all classes"),
                cases.stream()
                        .map(one -> new ScoredCases.Entry(
                                one.caseId(), one.patient(), List.of(one.isCorrect() ? 1.0 : 0.0)))
                        .toList());
    }

    @Override
    public Json json() {
        ConfusionMatrix confusion = confusion();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("n", n());
        json.put("patients", patients());
        figures()
                .forEach(figure ->
                        json.put(figure.measure().key(), figure.interval().json()));
        json.put("classes", classes);
        json.put("confusion", confusion.counts());
        Map<String, Object> perClass = new LinkedHashMap<>();
        for (int k = 0; k < classes.size(); k++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("cases", confusion.reference(k));
            one.put("recall", confusion.recall(k));
            one.put("precision", confusion.precision(k));
            one.put("f1", confusion.f1(k));
            perClass.put(classes.get(k), one);
        }
        json.put("by_class", perClass);
        json.put("cases", cases.stream().map(this::json).toList());
        return Json.of(json);
    }

    private Map<String, Object> json(ClassifiedCase one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", one.caseId());
        json.put("patient", one.patient());
        json.put("reference", classes.get(one.reference()));
        json.put("predicted", classes.get(one.predicted()));
        json.put("probabilities", one.probabilities());
        return json;
    }
}
