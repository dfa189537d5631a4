package klarsyn.house;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds places that choose by the kind of task without covering every kind: an {@code instanceof} or a {@code default} over a
 * case of one of the sealed types. The compiler would not find them when a task is added.
 */
final class TaskSwitches {

    private final List<String> cases;

    /** Checks choices among the permitted subtypes of some sealed types. */
    TaskSwitches(List<Class<?>> sealed) {
        this.cases = sealed.stream()
                .flatMap(TaskSwitches::permitted)
                .map(Class::getCanonicalName)
                .toList();
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(TaskSwitches::permitted)
                : Stream.of(type);
    }

    /** File and line of each such place. */
    List<String> violations(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Scanner(unit, Trees.instance(task).getSourcePositions(), found), null);
            }
        }
        return found;
    }

    private boolean isCase(Tree type) {
        Tree raw = type instanceof ParameterizedTypeTree parameterized ? parameterized.getType() : type;
        return cases.stream().anyMatch(name -> ("." + name).endsWith("." + raw));
    }

    private final class Scanner extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        /** An {@code equals} asks for its own class, which is no choice of task. */
        @Override
        public Void visitMethod(MethodTree node, Void unused) {
            return node.getName().contentEquals("equals") ? null : super.visitMethod(node, null);
        }

        @Override
        public Void visitInstanceOf(InstanceOfTree node, Void unused) {
            Tree type = node.getPattern() == null ? node.getType() : typeOf(node.getPattern());
            if (isCase(type)) {
                report("instanceof " + type, node);
            }
            return super.visitInstanceOf(node, null);
        }

        @Override
        public Void visitSwitch(SwitchTree node, Void unused) {
            check(node.getCases(), node);
            return super.visitSwitch(node, null);
        }

        @Override
        public Void visitSwitchExpression(SwitchExpressionTree node, Void unused) {
            check(node.getCases(), node);
            return super.visitSwitchExpression(node, null);
        }

        private void check(List<? extends CaseTree> branches, Tree node) {
            List<CaseLabelTree> labels = branches.stream()
                    .<CaseLabelTree>flatMap(branch -> branch.getLabels().stream())
                    .toList();
            boolean choosesTask = labels.stream()
                    .anyMatch(label ->
                            label instanceof PatternCaseLabelTree pattern && isCase(typeOf(pattern.getPattern())));
            if (choosesTask && labels.stream().anyMatch(label -> label instanceof DefaultCaseLabelTree)) {
                report("default", node);
            }
        }

        private static Tree typeOf(Tree pattern) {
            return switch (pattern) {
                case BindingPatternTree binding -> binding.getVariable().getType();
                case DeconstructionPatternTree deconstruction -> deconstruction.getDeconstructor();
                default -> pattern;
            };
        }

        private void report(String what, Tree node) {
            long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, node));
            found.add(
                    "%s:%d %s".formatted(Path.of(unit.getSourceFile().getName()).getFileName(), line, what));
        }
    }
}
