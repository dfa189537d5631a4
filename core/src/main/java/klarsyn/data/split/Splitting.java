package klarsyn.data.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klarsyn.base.Count;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Case;

/** Divides patients, not cases; implements {@link Split}. */
final class Splitting {

    private Splitting() {}

    /** A patient with the contents of its cases. */
    record Patient(String name, int stratum, long rank, Set<String> contents, List<Case> cases) {

        Patient withContents(Set<String> other) {
            return new Patient(name, stratum, rank, other, cases);
        }
    }

    static Split holdOut(List<Case> cases, Strata strata, double validationShare, double testShare, Seed seed) {
        requireShare("validation share", validationShare);
        requireShare("test share", testShare);
        List<List<Patient>> groups = groups(cases, strata, seed.child("hold out"));
        int patients = groups.stream().mapToInt(List::size).sum();
        int test = part("test", testShare, patients);
        int validation = part("validation", validationShare, patients);
        if (test + validation >= patients) {
            throw new PlanException(
                    "%d of %d patients for test and %d for validation leave none for training"
                            .formatted(test, patients, validation),
                    Where.of("split"),
                    "smaller shares or more patients");
        }
        List<List<Patient>> parts = parts(groups, validation, test);
        Rebalancing.holdOut(parts);
        return new Split(cases(parts.get(0)), cases(parts.get(1)), cases(parts.get(2)));
    }

    /** Training, validation and test parts, stratified. */
    private static List<List<Patient>> parts(List<List<Patient>> groups, int validation, int test) {
        List<Patient> rest = new ArrayList<>();
        List<Patient> chosen = new ArrayList<>();
        List<Patient> held = new ArrayList<>();
        int[] sizes = groups.stream().mapToInt(List::size).toArray();
        int[] testCounts = apportion(sizes, test);
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] -= testCounts[i];
        }
        int[] validationCounts = apportion(sizes, validation);
        for (int i = 0; i < groups.size(); i++) {
            int testEnd = testCounts[i];
            int validationEnd = testEnd + validationCounts[i];
            List<Patient> group = groups.get(i);
            held.addAll(group.subList(0, testEnd));
            chosen.addAll(group.subList(testEnd, validationEnd));
            rest.addAll(group.subList(validationEnd, group.size()));
        }
        return List.of(rest, chosen, held);
    }

    static List<Split> folds(List<Case> cases, Strata strata, int folds, Seed seed) {
        if (folds < 2) {
            throw new PlanException(
                    "%s: at least 2 are needed".formatted(Count.of(folds, "fold")),
                    Where.of("folds"),
                    "choose 2 folds or more, usually 5");
        }
        List<List<Patient>> groups = groups(cases, strata, seed.child("folds"));
        int patients = groups.stream().mapToInt(List::size).sum();
        if (patients < folds) {
            throw new PlanException(
                    "%s cannot be divided into %d folds".formatted(Count.of(patients, "patient"), folds),
                    Where.of("folds"),
                    patients < 2
                            ? "add patients"
                            : "choose at most %s, or add patients".formatted(Count.of(patients, "fold")));
        }
        List<List<Patient>> parts = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            parts.add(new ArrayList<>());
        }
        int next = 0;
        for (List<Patient> group : groups) {
            for (Patient patient : group) {
                parts.get(next % folds).add(patient);
                next++;
            }
        }
        Rebalancing.folds(parts);
        List<Split> splits = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            List<Case> train = new ArrayList<>();
            for (int other = 0; other < folds; other++) {
                if (other != fold) {
                    train.addAll(cases(parts.get(other)));
                }
            }
            splits.add(new Split(train, cases(parts.get(fold)), List.of()));
        }
        return List.copyOf(splits);
    }

    static void requireApart(List<List<Case>> parts) {
        Set<String> ids = new HashSet<>();
        for (List<Case> part : parts) {
            for (Case subject : part) {
                if (!ids.add(subject.id())) {
                    throw new IllegalArgumentException("case %s is in two parts of a split".formatted(subject.id()));
                }
            }
        }
    }

    static void requirePatientsApart(List<List<Case>> parts) {
        Map<String, Case> seen = new HashMap<>();
        for (List<Case> part : parts) {
            for (Case subject : part) {
                Case earlier = seen.get(subject.patient());
                if (earlier != null) {
                    throw new IllegalArgumentException(
                            "cases %s and %s of one patient are in different parts of a split"
                                    .formatted(earlier.id(), subject.id()));
                }
            }
            part.forEach(subject -> seen.put(subject.patient(), subject));
        }
    }

    private static List<Case> cases(List<Patient> patients) {
        return patients.stream().flatMap(patient -> patient.cases().stream()).toList();
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new PlanException(name + " is " + share, Where.of("split"), "a share from 0 below 1, such as 0.2");
        }
    }

    /** A requested part is never empty: at least one patient. */
    private static int part(String name, double share, int patients) {
        if (share == 0) {
            return 0;
        }
        if (patients < 2) {
            throw new PlanException(
                    "%s cannot be split into training and %s".formatted(Count.of(patients, "patient"), name),
                    Where.of("split"),
                    "more patients, or a share of 0");
        }
        return Math.max(1, (int) Math.round(share * patients));
    }

    /** Patients of each group, ranked by seed and name. */
    private static List<List<Patient>> groups(List<Case> cases, Strata strata, Seed seed) {
        Map<String, List<Case>> byPatient = new TreeMap<>();
        for (Case subject : cases) {
            byPatient
                    .computeIfAbsent(subject.patient(), name -> new ArrayList<>())
                    .add(subject);
        }
        Map<Integer, List<Patient>> byStratum = new TreeMap<>();
        byPatient.forEach((name, own) -> {
            own.sort(Comparator.comparing(Case::id));
            int group = strata.group().applyAsInt(own.getFirst());
            Set<String> contents = own.stream()
                    .flatMap(subject -> strata.contents().apply(subject).stream())
                    .collect(Collectors.toUnmodifiableSet());
            byStratum
                    .computeIfAbsent(group, number -> new ArrayList<>())
                    .add(new Patient(name, group, seed.child(name).value(), contents, own));
        });
        List<List<Patient>> groups = new ArrayList<>();
        for (List<Patient> group : byStratum.values()) {
            group.sort(Comparator.comparingLong(Patient::rank).thenComparing(Patient::name));
            groups.add(group);
        }
        return groups;
    }

    /** Apportions seats to groups by largest remainders; ties go to the earlier group. */
    static int[] apportion(int[] sizes, int seats) {
        int total = Arrays.stream(sizes).sum();
        int[] counts = new int[sizes.length];
        double[] remainders = new double[sizes.length];
        int given = 0;
        for (int i = 0; i < sizes.length; i++) {
            double exact = total == 0 ? 0 : seats * (sizes[i] / (double) total);
            counts[i] = Math.min(sizes[i], (int) exact);
            remainders[i] = exact - counts[i];
            given += counts[i];
        }
        while (given < seats) {
            int best = -1;
            for (int i = 0; i < sizes.length; i++) {
                if (counts[i] < sizes[i] && (best < 0 || remainders[i] > remainders[best])) {
                    best = i;
                }
            }
            counts[best]++;
            remainders[best] = -1;
            given++;
        }
        return counts;
    }
}
