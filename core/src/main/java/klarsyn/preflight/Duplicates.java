package klarsyn.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Part;
import klarsyn.data.file.Kind;

/** Cases with identical content, which would leak between training and test. */
final class Duplicates {

    private static final int NAMED = 5;

    private Duplicates() {}

    /**
     * A case with a fingerprint of its content.
     *
     * @param fingerprint 0 if it could not be read
     */
    record Content(Case subject, long fingerprint) {}

    /** Identical volumes are never a coincidence, small pictures may be; across split parts neither is acceptable. */
    static List<Finding> of(Cohort cohort, List<Content> contents) {
        Map<Long, List<Case>> groups = new LinkedHashMap<>();
        for (Content content : contents) {
            if (content.fingerprint() != 0) {
                groups.computeIfAbsent(content.fingerprint(), same -> new ArrayList<>())
                        .add(content.subject());
            }
        }
        List<List<Case>> within = new ArrayList<>();
        List<List<Case>> across = new ArrayList<>();
        for (List<Case> same : groups.values()) {
            if (same.size() > 1) {
                (parts(same) > 1 ? across : within).add(same);
            }
        }
        List<Finding> findings = new ArrayList<>();
        across.forEach(same -> findings.add(Finding.error(
                where(same),
                "the same content is in several parts of the data set's split: " + places(same),
                "remove it from all but one: --exclude " + same.getFirst().id())));
        if (cohort.kind() == Kind.VOLUME && cohort.task().isPresent()) {
            within.forEach(same -> findings.add(twice(same)));
        } else if (!within.isEmpty()) {
            findings.add(together(within));
        }
        groups.values().stream().filter(Duplicates::isContradictory).forEach(same -> findings.add(contradictory(same)));
        return findings;
    }

    /** Whether the same content has several targets, one of which is wrong. */
    private static boolean isContradictory(List<Case> same) {
        return same.stream()
                        .flatMap(one -> one.target().category().stream())
                        .distinct()
                        .count()
                > 1;
    }

    private static Finding contradictory(List<Case> same) {
        String classes = same.stream()
                .flatMap(one -> one.target().category().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return Finding.warning(
                where(same),
                "the same content has different classes (%s): %s".formatted(classes, places(same)),
                "correct the class, or exclude the wrong case with --exclude");
    }

    private static Finding twice(List<Case> same) {
        String what = same.size() == 2
                ? "the same image as case %s".formatted(same.getFirst().id())
                : "%d cases have the same image (%s)".formatted(same.size(), places(same));
        String fix = same.size() == 2 ? "remove one of them" : "remove all of them but one";
        boolean samePatient = same.stream().map(Case::patient).distinct().count() == 1;
        if (samePatient) {
            return Finding.warning(where(same), what + ", of the same patient", fix);
        }
        return Finding.error(
                where(same),
                what + " under another name: one could be trained on and another tested on",
                fix + ": --exclude "
                        + same.stream().skip(1).map(Case::id).limit(NAMED).collect(Collectors.joining(",")));
    }

    private static Finding together(List<List<Case>> within) {
        long more = within.stream().mapToLong(same -> same.size() - 1L).sum();
        String named = within.stream().limit(NAMED).map(Duplicates::places).collect(Collectors.joining("; "));
        return Finding.warning(
                where(within.getFirst()),
                "%s the content of another case (%s%s): a split could put them into different parts"
                        .formatted(
                                more == 1 ? "1 case repeats" : more + " cases repeat",
                                named,
                                within.size() > NAMED ? "; …" : ""),
                "remove the repeated ones, or assign them to the same patient");
    }

    private static long parts(List<Case> same) {
        return same.stream()
                .map(Case::part)
                .filter(part -> part != Part.ANY)
                .distinct()
                .count();
    }

    private static Where where(List<Case> same) {
        return Where.of(same.getLast().id(), same.getLast().file());
    }

    private static String places(List<Case> same) {
        return same.stream()
                        .limit(NAMED)
                        .map(one -> one.part() == Part.ANY
                                ? one.id()
                                : "%s (%s)".formatted(one.id(), one.part().word()))
                        .collect(Collectors.joining(" = "))
                + (same.size() > NAMED ? " = …" : "");
    }
}
