package klarsyn.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the library to its architecture, and each rule to noticing a fixture that breaks it. */
class ArchitectureTest {

    private static final Rules HOUSE = new Rules("klarsyn");
    private static final Rules FIXTURE = new Rules("klarsyn.house.fixture");
    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("klarsyn");
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE.root());

    @Test
    void packages_form_no_cycle() {
        HOUSE.packages_form_no_cycle().check(LIBRARY);
        assertNotices(FIXTURE.packages_form_no_cycle(), "Looking", "Teaching");
    }

    @Test
    void packages_use_only_those_above_them() {
        HOUSE.packages_use_only_those_above_them().check(LIBRARY);
        assertNotices(FIXTURE.packages_use_only_those_above_them(), "Looking", "bare.Unmarked");
    }

    @Test
    void files_of_the_front_door_and_of_workflow_form_no_cycle() {
        HOUSE.files_of_the_front_door_and_of_workflow_form_no_cycle().check(LIBRARY);
        assertNotices(FIXTURE.files_of_the_front_door_and_of_workflow_form_no_cycle(), "Beginning", "Ending");
    }

    @Test
    void only_the_tensor_package_sees_libtorch() {
        HOUSE.only_the_tensor_package_sees_libtorch().check(LIBRARY);
        assertNotices(FIXTURE.only_the_tensor_package_sees_libtorch(), "Native");
    }

    @Test
    void the_command_line_does_not_see_libtorch() throws IOException {
        for (Path source : Format.sources(Repository.folder().resolve("app"))) {
            assertThat(source).content().doesNotContain("org.bytedeco");
        }
    }

    @Test
    void images_files_figures_and_reports_know_no_tensors() {
        HOUSE.images_files_figures_and_reports_know_no_tensors().check(LIBRARY);
        assertNotices(FIXTURE.images_files_figures_and_reports_know_no_tensors(), "Painting");
    }

    @Test
    void public_types_have_names_that_java_base_lacks() throws IOException {
        Set<String> taken = namesOfJavaBase();
        assertThat(taken).contains("Optional", "Path", "String").doesNotContain("Volume");
        HOUSE.public_types_have_names_that_java_base_lacks(taken).check(LIBRARY);
        assertNotices(FIXTURE.public_types_have_names_that_java_base_lacks(taken), "base.Optional");
    }

    @Test
    void public_types_have_names_of_their_own() {
        HOUSE.public_types_have_names_of_their_own().check(LIBRARY);
        assertNotices(FIXTURE.public_types_have_names_of_their_own(), "Twin");
    }

    @Test
    void the_library_neither_prints_nor_exits() {
        HOUSE.the_library_neither_prints_nor_exits().check(LIBRARY);
        assertNotices(FIXTURE.the_library_neither_prints_nor_exits(), "Talking.line", "Talking.stream", "Talking.end");
    }

    @Test
    void names_say_something() {
        HOUSE.names_say_something().check(LIBRARY);
        assertNotices(FIXTURE.names_say_something(), "StringUtils");
    }

    @Test
    void packages_introduce_themselves_and_know_no_null() {
        HOUSE.packages_introduce_themselves_and_know_no_null().check(LIBRARY);
        assertNotices(FIXTURE.packages_introduce_themselves_and_know_no_null(), "Unmarked");
    }

    @Test
    void the_module_exports_the_packages_with_a_public_type_unless_they_are_internal() throws IOException {
        Set<String> exported = LIBRARY.stream()
                .filter(Rules::isExported)
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        try (InputStream descriptor = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
            assertThat(ModuleDescriptor.read(descriptor).exports())
                    .extracting(ModuleDescriptor.Exports::source)
                    .containsExactlyInAnyOrderElementsOf(exported);
        }
    }

    private static void assertNotices(ArchRule rule, String... culprits) {
        assertThatThrownBy(() -> rule.check(BROKEN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(culprits);
    }

    /** Simple names of the public types in the packages that java.base exports to everyone. */
    private static Set<String> namesOfJavaBase() throws IOException {
        Module javaBase = Object.class.getModule();
        List<String> packages = javaBase.getDescriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .toList();
        Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        Set<String> names = new HashSet<>();
        for (String name : packages) {
            try (Stream<Path> files = Files.list(root.resolve(name.replace('.', '/')))) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.contains("-"))
                        .map(file -> file.substring(0, file.length() - ".class".length()))
                        .filter(type -> isPublic(name + "." + type))
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName(name, false, null).getModifiers());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
