package klarsyn.layout.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Derives patients from file and folder names. */
final class Patients {

    private static final Pattern SIDE =
            Pattern.compile("(.+?)(?:[ _-](?:left|right|od|os|l|r)|(?<=\\d)(?:L|R))", Pattern.CASE_INSENSITIVE);

    /** A visit, a slice, an augmented copy: {@code 07_visit2}, {@code 07-slice-112}, {@code 07_aug1}, {@code 07_pre}. */
    private static final Pattern PART_OF_PATIENT = Pattern.compile(
            "(.+?)["
                + " _.-]+(?:(?:slice|sl|z|frame|fr|image|img|im|aug|crop|tile|patch|view|visit|v|session|ses|timepoint|tp|t|time|scan|run|acq|rep|series|day|week|month|year|followup|fu)["
                + " _.-]?\\d+|baseline|bl|followup|fu|pre|post)",
            Pattern.CASE_INSENSITIVE);

    /** A number after another one: {@code BraTS-GLI-00017-001}. */
    private static final Pattern SECOND_NUMBER = Pattern.compile("(.*\\d)[ _.-]+\\d+");

    /** With fewer groups than this, a leading number may be a site or a year. */
    private static final int MIN_CASES = 4;

    private Patients() {}

    /**
     * A patient for each name: names that differ only in a side, visit, slice or second number at their end belong to
     * one patient, if every name has it and some share the rest; otherwise each name is a separate patient.
     */
    static List<String> of(List<String> names) {
        List<String> patients = stripped(names, SIDE, 1);
        patients = stripped(patients, PART_OF_PATIENT, 2);
        patients = stripped(patients, SECOND_NUMBER, MIN_CASES);
        return patients;
    }

    private static List<String> stripped(List<String> names, Pattern pattern, int fewest) {
        List<String> patients = new ArrayList<>();
        Map<String, Integer> images = new HashMap<>();
        for (String name : names) {
            Matcher matcher = pattern.matcher(name);
            if (!matcher.matches()) {
                return names;
            }
            patients.add(matcher.group(1));
            images.merge(matcher.group(1), 1, Integer::sum);
        }
        boolean shared = images.size() < names.stream().distinct().count();
        return shared && images.size() >= fewest ? patients : names;
    }
}
