package klarsyn.preflight;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import klarsyn.base.Count;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Part;
import klarsyn.data.Task;

/**
 * Checks the classes: too few cases, similar names, classes that cannot be learned.
 *
 * @param cohort the data set
 * @param cases  cases of each class, in class order
 */
record ClassFindings(Cohort cohort, SequencedMap<String, List<Case>> cases) {

    private static final int FEW = 5;
    private static final int NAMED = 10;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    static ClassFindings of(Cohort cohort) {
        SequencedMap<String, List<Case>> cases = new LinkedHashMap<>();
        cohort.task().map(Task::classNames).orElse(List.of()).forEach(name -> cases.put(name, new ArrayList<>()));
        for (Case one : cohort.cases()) {
            one.target().category().map(cases::get).ifPresent(same -> same.add(one));
        }
        return new ClassFindings(cohort, cases);
    }

    /** All findings; those relevant only to training are omitted for {@link Purpose#EVALUATION}. */
    List<Finding> of(Purpose purpose) {
        return switch (purpose) {
            case EVALUATION -> List.of();
            case TRAINING -> {
                List<Finding> findings = new ArrayList<>(spellings());
                cases.forEach((name, same) -> findings.addAll(ofClass(name, same)));
                yield findings;
            }
        };
    }

    /** Classes whose names differ only in case or spaces: one class written in two ways, or names easily confused. */
    private List<Finding> spellings() {
        Map<String, List<String>> alike = cases.keySet().stream()
                .collect(Collectors.groupingBy(ClassFindings::folded, TreeMap::new, Collectors.toList()));
        return alike.values().stream()
                .filter(names -> names.size() > 1)
                .map(names -> Finding.error(
                        Where.file(cohort.root()),
                        "the classes %s differ only in case or spaces"
                                .formatted(names.stream().map(this::counted).collect(Collectors.joining(", "))),
                        "use one spelling for each class"))
                .toList();
    }

    private String counted(String name) {
        return "\"%s\" (%s)"
                .formatted(name, Count.of(cases.getOrDefault(name, List.of()).size(), "case"));
    }

    private static String folded(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFKC);
        return BLANKS.matcher(composed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    private List<Finding> ofClass(String name, List<Case> same) {
        Where where = Where.of("class " + name);
        List<Part> parts = same.stream().map(Case::part).distinct().sorted().toList();
        if (same.isEmpty()) {
            return List.of(
                    Finding.error(where, "no case has this class", "add cases, or remove the class from the list"));
        }
        if (same.size() == 1) {
            Case only = same.getFirst();
            return List.of(Finding.error(
                    Where.of("class %s, case %s, %s".formatted(name, only.id(), only.file())),
                    "it is the only case of its class, which cannot be both learned and tested",
                    "add cases of the class, merge it with another one, or exclude it: --exclude " + only.id()));
        }
        if (!parts.contains(Part.TRAIN) && !parts.contains(Part.ANY)) {
            return List.of(Finding.error(
                    where,
                    "%s, all in the %s part of the data set's split: it cannot be learned"
                            .formatted(
                                    Count.of(same.size(), "case"),
                                    parts.stream().map(Part::word).collect(Collectors.joining(" and "))),
                    "move some to the training part, or exclude them: --exclude " + ids(same)));
        }
        return same.size() >= FEW
                ? List.of()
                : List.of(Finding.warning(
                        where,
                        "only %d of %d cases have it"
                                .formatted(same.size(), cohort.cases().size()),
                        "add cases of it, or merge it with another class"));
    }

    private static String ids(List<Case> some) {
        String first = some.stream().limit(NAMED).map(Case::id).collect(Collectors.joining(","));
        return some.size() > NAMED ? first + ",…" : first;
    }
}
