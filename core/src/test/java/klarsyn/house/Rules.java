package klarsyn.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.NullMarked;

/**
 * What the architecture promises, as rules for the packages below a root.
 *
 * @param root the root package: {@code klarsyn}, or a fixture that breaks the rules
 */
record Rules(String root) {

    /** A package uses only those before it; the root itself comes last. */
    private static final List<String> ORDER = List.of(
            "base",
            "tensor",
            "nn.layer",
            "nn.weights",
            "nn",
            "image",
            "image.region",
            "image.resample",
            "codec",
            "codec.jpeg",
            "codec.jpegls",
            "codec.jpeg2000",
            "dicom",
            "dicom.pixel",
            "dicom.series",
            "signal",
            "table",
            "format.file",
            "format.rawdata",
            "format.array",
            "format.metaimage",
            "format.nifti",
            "format.nrrd",
            "format.picture",
            "format.tiff",
            "format.signal",
            "format.table",
            "format",
            "data.file",
            "data.label",
            "data",
            "data.split",
            "layout.name",
            "layout.mask",
            "layout.manifest",
            "layout",
            "layout.input",
            "phantom",
            "preflight",
            "loss",
            "prepare",
            "plan",
            "plan.json",
            "plan.rules",
            "plan.nnunet",
            "model",
            "nnunet",
            "train",
            "train.patch",
            "train.picture",
            "predict.window",
            "predict.export",
            "predict",
            "evaluate.voxel",
            "evaluate",
            "explain",
            "report",
            "workflow.folder",
            "workflow",
            "");

    /** Packages of the module that are not exported: their public types are for other packages of the module. */
    static final Set<String> INTERNAL = Set.of(
            "klarsyn.codec",
            "klarsyn.codec.jpeg",
            "klarsyn.codec.jpeg2000",
            "klarsyn.codec.jpegls",
            "klarsyn.format.rawdata",
            "klarsyn.format.metaimage",
            "klarsyn.format.nifti",
            "klarsyn.format.nrrd",
            "klarsyn.format.picture",
            "klarsyn.format.tiff",
            "klarsyn.layout.manifest",
            "klarsyn.layout.mask",
            "klarsyn.layout.name",
            "klarsyn.predict.export",
            "klarsyn.predict.window",
            "klarsyn.workflow",
            "klarsyn.workflow.folder");

    ArchRule packages_form_no_cycle() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    ArchRule files_of_the_front_door_and_of_workflow_form_no_cycle() {
        return slices().assignedFrom(new FilesOf(Set.of(root, root + ".workflow")))
                .should()
                .beFreeOfCycles();
    }

    ArchRule packages_use_only_those_above_them() {
        return classes().should(new Condition("use only packages above their own", (type, problems) -> {
            int own = place(type);
            if (own < 0) {
                problems.add(type, "is in a package that is not in the order of packages");
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(target) && place(target) > own) {
                    problems.add(type, dependency.getDescription());
                }
            }
        }));
    }

    ArchRule only_the_tensor_package_sees_libtorch() {
        return noClasses()
                .that(resideOutsideOfPackage(root + ".tensor.."))
                .should()
                .dependOnClassesThat(resideInAPackage("org.bytedeco.."));
    }

    ArchRule images_files_figures_and_reports_know_no_tensors() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        root + ".image..",
                        root + ".codec..",
                        root + ".dicom..",
                        root + ".signal..",
                        root + ".format..",
                        root + ".data..",
                        root + ".layout..",
                        root + ".phantom..",
                        root + ".evaluate..",
                        root + ".report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".tensor..", root + ".nn..");
    }

    /** In a compact source file the JDK's name and ours would be ambiguous. */
    ArchRule public_types_have_names_that_java_base_lacks(Set<String> namesOfJavaBase) {
        return classes().should(new Condition("have another name than the types of java.base", (type, problems) -> {
            if (isExported(type) && namesOfJavaBase.contains(type.getSimpleName())) {
                problems.add(type, "has the name of a public type of java.base");
            }
        }));
    }

    /** With {@code import module klarsyn;} two public types of one name would be ambiguous. */
    ArchRule public_types_have_names_of_their_own() {
        Map<String, String> seen = new HashMap<>();
        return classes().should(new Condition("have a name of their own", (type, problems) -> {
            if (isExported(type)) {
                String other = seen.putIfAbsent(type.getSimpleName(), type.getName());
                if (other != null) {
                    problems.add(type, "has the simple name of " + other);
                }
            }
        }));
    }

    ArchRule the_library_neither_prints_nor_exits() {
        return noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(IO.class);
    }

    ArchRule names_say_something() {
        return noClasses().should().haveNameMatching(".*(Util|Utils|Utility|Helper|Manager|Impl)([A-Z$].*)?");
    }

    ArchRule packages_introduce_themselves_and_know_no_null() {
        return classes()
                .should(new Condition("lie in a package with a package-info and @NullMarked", (type, problems) -> {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                        problems.add(type, "is in a package without @NullMarked in its package-info");
                    }
                }));
    }

    private boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    private int place(JavaClass type) {
        String below = type.getPackageName().substring(root.length());
        return ORDER.indexOf(below.startsWith(".") ? below.substring(1) : below);
    }

    /** Whether those who use the library see the type. */
    static boolean isExported(JavaClass type) {
        return type.isTopLevelClass()
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && !INTERNAL.contains(type.getPackageName());
    }

    /** Each file of some packages is a slice of its own. */
    private record FilesOf(Set<String> packages) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return packages.contains(type.getPackageName())
                    ? SliceIdentifier.of(topLevel(type).getName())
                    : SliceIdentifier.ignore();
        }

        private static JavaClass topLevel(JavaClass type) {
            return type.getEnclosingClass().map(FilesOf::topLevel).orElse(type);
        }

        @Override
        public String getDescription() {
            return "files of " + packages;
        }
    }

    /** What a condition finds. */
    private record Problems(ConditionEvents events) {
        void add(JavaClass type, String problem) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " " + problem));
        }
    }

    private static final class Condition extends ArchCondition<JavaClass> {

        private final BiConsumer<JavaClass, Problems> check;

        Condition(String description, BiConsumer<JavaClass, Problems> check) {
            super(description);
            this.check = check;
        }

        @Override
        public void init(Collection<JavaClass> all) {}

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            check.accept(type, new Problems(events));
        }
    }
}
