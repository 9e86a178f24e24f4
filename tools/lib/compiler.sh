# shellcheck shell=bash
# One C# compiler for all builds of a script: it stays in memory, so that each build finds its code and that of the analysers compiled, which takes half
# of the processor time of a build otherwise. It is the script's own, and ends with it. Its processor time is in no step's.

compiler_begin() { export UseSharedCompilation=true SharedCompilationId="fhnhw-$$"; }

compiler_end() {
  local program
  program="${DOTNET_ROOT:-}/sdk/$(dotnet --version)/Roslyn/bincore/VBCSCompiler.dll"
  [ ! -f "$program" ] || dotnet "$program" -shutdown "-pipename:$SharedCompilationId" >/dev/null 2>&1 || true
}
