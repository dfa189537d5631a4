package klarsyn.workflow;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.OpenArrays;
import klarsyn.data.Task;
import klarsyn.data.split.Division;
import klarsyn.data.split.Split;
import klarsyn.data.split.Strata;
import klarsyn.image.Volume;
import klarsyn.model.PlannedNetwork;
import klarsyn.nn.Network;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Budget;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Plan;
import klarsyn.plan.json.PlanJson;
import klarsyn.plan.rules.ClassificationPlanner;
import klarsyn.predict.ClassPredictor;
import klarsyn.predict.Predictor;
import klarsyn.preflight.CaseFacts;
import klarsyn.tensor.Device;
import klarsyn.tensor.Scope;
import klarsyn.train.Fitting;
import klarsyn.train.TrainingEvent;
import klarsyn.train.picture.ClassificationObjective;
import klarsyn.train.picture.PictureSampler;
import klarsyn.train.picture.PictureStepTimer;
import klarsyn.train.picture.PreparedPictures;

/**
 * Classification of pictures: a residual network on whole pictures, evaluated by accuracy and AUC.
 *
 * @param spec of the run
 * @param task the classes
 */
record ClassificationWorkflow(StudySpec spec, Task.Classification task) implements Workflow<ClassificationPlan> {

    /** Number of cases that the cost estimate reads and predicts. */
    private static final int DRY_RUN_CASES = 64;

    @Override
    public Strata strata(List<CaseFacts> facts) {
        return Strata.of(
                subject -> task.classes().indexOf(subject.target().category().orElse("")));
    }

    @Override
    public void requireLearnable(List<Case> training, Division division) {
        Set<String> missing = new HashSet<>(classesOf(spec.cohort().cases()));
        missing.removeAll(classesOf(training));
        if (!missing.isEmpty()) {
            throw new DataException(
                    "no training case has the class %s".formatted(String.join(", ", missing)),
                    Where.of(
                            switch (division) {
                                case Division.HeldOut _ -> "the split";
                                case Division.Fold _ -> "--folds";
                            }),
                    "add training cases of this class, or exclude its cases");
        }
    }

    private static Set<String> classesOf(List<Case> cases) {
        return cases.stream().flatMap(one -> one.target().category().stream()).collect(Collectors.toSet());
    }

    @Override
    public void requireLearnableFolds(List<List<Case>> training) {
        training.forEach(
                cases -> requireLearnable(cases, new Division.Fold(Division.Unit.PATIENT, 0, training.size())));
    }

    @Override
    public ClassificationPlan plan(Split split, Consumer<TrainingEvent> listener) {
        if (spec.givenPlan().isPresent()) {
            return given(typed(spec.givenPlan().orElseThrow(), Where.of("--plan")));
        }
        listener.accept(new TrainingEvent.StageBegun("planning: measuring configurations on this machine"));
        ClassificationPlanner planner = new ClassificationPlanner(
                spec.cohort().name(),
                task,
                spec.cohort().modalities(),
                PictureStatistics.of(split.train(), spec.cohort().channels().size())
                        .input(),
                frequencies(split.train()),
                split.train().size(),
                spec.budget(),
                spec.resources());
        ClassificationPlan plan = switch (spec.budget().time()) {
            case Budget.Iterations _ -> planner.byRules();
            case Budget.Minutes _ ->
                planner.byMeasurement(
                        new PictureStepTimer(spec.resources()), new RunClock(spec).trainingSeconds(closing(split)));
        };
        return plan.withReasons(PlanJson.reasoned(plan));
    }

    /** An initial guess before measurement: a fraction of a millisecond per picture that is prepared or tested. */
    private static double closing(Split split) {
        return 2e-4
                * (split.train().size()
                        + split.validation().size()
                        + split.test().size());
    }

    private List<Double> frequencies(List<Case> training) {
        return new ClassificationEvaluator(task, spec.resources(), spec.stop())
                .frequencies(training).stream()
                        .map(share -> Math.max(share, 1e-6))
                        .toList();
    }

    private ClassificationPlan given(ClassificationPlan plan) {
        if (!plan.classes().equals(task.classes())) {
            throw new PlanException(
                    "the plan has the classes %s, but the data set has %s"
                            .formatted(String.join(", ", plan.classes()), String.join(", ", task.classes())),
                    Where.of("--plan"),
                    "make a plan for this data set: klarsyn plan DATA");
        }
        if (!plan.modalities().equals(spec.cohort().modalities())) {
            throw new PlanException(
                    "the plan was made for the channels %s, the data has %s"
                            .formatted(
                                    String.join(", ", plan.modalities()),
                                    String.join(", ", spec.cohort().modalities())),
                    Where.of("--plan, modalities"),
                    "make a plan for this data set: klarsyn plan DATA; or, if only the names differ, edit it");
        }
        if (plan.compute().device() == Device.GPU && Device.best() != Device.GPU) {
            throw new PlanException(
                    "the plan requires a GPU, but libtorch finds none",
                    Where.of("--plan, compute.device"),
                    "set it to CPU");
        }
        return plan.withOptimization(plan.optimization().withSteps(spec.budget().steps()));
    }

    @Override
    public void requireTrainable(ClassificationPlan plan) {}

    @Override
    public ClassificationPlan typed(Plan plan, Where origin) {
        return ClassificationPlan.require(plan, origin);
    }

    /** Reads, predicts and evaluates some cases; the second time is measured. */
    @Override
    public DryRun dryRun(ClassificationPlan plan, Split split) {
        Network network;
        Weights weights;
        try (Scope _ = Scope.open("dry run")) {
            network = PlannedNetwork.blank(plan);
            weights = Weights.of(network);
            weights.moveTo(plan.compute().available().device());
        }
        List<Case> some =
                split.train().subList(0, Math.min(DRY_RUN_CASES, split.train().size()));
        try (weights) {
            ClassPredictor predictor = ClassPredictor.of(plan, network);
            double reading = 0;
            double testing = 0;
            OpenArrays arrays = new OpenArrays();
            for (int i = 0; i < 2; i++) {
                long start = System.nanoTime();
                List<List<Volume>> pictures =
                        some.stream().map(one -> one.readImage(arrays)).toList();
                reading = (System.nanoTime() - start) / 1e9 / some.size();
                predictor.predictAll(pictures);
                testing = (System.nanoTime() - start) / 1e9 / some.size();
            }
            return new DryRun(
                    reading,
                    testing,
                    0,
                    spec.resources().cores(),
                    spec.resources().cores());
        }
    }

    @Override
    public PreparedTraining<?> prepare(ClassificationPlan plan, Split split, DryRun dryRun, Seed seed, Path cache) {
        PreparedPictures pictures =
                PreparedPictures.of(split.train(), plan.input(), task.classes(), cache, spec.workers());
        PictureSampler sampler = new PictureSampler(pictures, plan, seed.child("samples"));
        return new PreparedTraining<>(new Fitting<>(sampler, new ClassificationObjective(plan)), pictures::close);
    }

    @Override
    public Predictor predictor(ClassificationPlan plan, Network network) {
        return ClassPredictor.of(plan, network);
    }

    @Override
    public CaseEvaluator evaluator() {
        return new ClassificationEvaluator(task, spec.resources(), spec.stop());
    }
}
